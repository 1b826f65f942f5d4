# Whose audit it is.

attest-title = Whose audit is this?
attest-lead = An audit is about one person, and that person has agreed.
attest-said = This has been said already. You can go on, or say it anew.
attest-mine = It is mine
attest-mine-practice = In practice, you play the invented person.
attest-mine-what = I am looking for what can be found about me.
attest-client = It is that of a client who sits with me
attest-client-what = They agreed, they see this screen, and they can stop at any time.
attest-until = They agreed until
attest-until-hint =
    { $days ->
        [one] At most { $days } day ahead. After that day, ask again.
       *[other] At most { $days } days ahead. After that day, ask again.
    }
attest-unsaid = Nothing is chosen yet.
attest-unsaid-then = Choose one of the two.
attest-others = Relatives, friends and others are never searched. You may name relatives so that their records are not taken for yours and so that you know whom to warn.
attest-go = Say this and go on
