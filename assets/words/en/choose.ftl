# What is chosen for a plan beside its sites: facts, facts of different lives together, and other countries.

choose-facts-title = Facts that are asked about ({ $included } of { $all })
choose-facts-what = Untick a fact to leave it out of this check. It stays in your profile, and you can take it in again at any time.
choose-facts-questions = { $questions ->
    [one] in 1 question
   *[other] in { $questions } questions
}

choose-pairs-title = Facts that are kept apart ({ $together } of { $all } told together)
choose-pairs-what = These belong to different lives of yours: a legal name, a stage name, a former name, something hidden. A site that is asked with both learns that they belong together, and may keep it. None is asked unless you tick it here.
choose-pairs-sites = { $count ->
    [one] 1 site would learn it, if you allow that site: { $names }
   *[other] { $count } sites would learn it, if you allow them: { $names }
}
choose-pairs-and = and

choose-elsewhere-title = Not for your country
choose-elsewhere-what = These sites cover only other countries than yours. Asking them tells a stranger your facts for little. Allow one only if you have a reason.
choose-country-title = Sites that cover only { $country }
choose-country-what = You have entered no address, so the app does not know whether these sites are about people in your country. Enter your country or town first, or allow this group if it is yours.
choose-country-allow = Allow these

choose-later = { $count ->
    [one] 1 more fact or pair of facts is for the next check: one check asks each site about a dozen at most. Then press “Ask only what is new or changed”. Until all were asked, this site will not be called “showed nothing”.
   *[other] { $count } more facts or pairs of facts are for the next check: one check asks each site about a dozen at most. Then press “Ask only what is new or changed”. Until all were asked, this site will not be called “showed nothing”.
}
choose-network-sees = The name is part of the address's host, so your network and its name server see it too, not only the site.
choose-joins = Tells the site that these two belong together
choose-other-spelling = In another spelling
choose-sum-joins = { $count ->
    [one] 1 of them tells a site that two of your lives belong together.
   *[other] { $count } of them tell a site that two of your lives belong together.
}
choose-sum-hidden = { $count ->
    [one] 1 of them sends a hidden fact.
   *[other] { $count } of them send a hidden fact.
}
