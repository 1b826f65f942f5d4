# The plan: what would be asked of whom, before anything is sent.

plan-title = The plan
plan-lead = Who would be asked, and with what. Nothing is sent before you press “{ plan-check-now }”. Allow what you are comfortable with.
plan-check-now = Check now
plan-allow-all = Allow all
plan-skip-all = Skip all
plan-scope-unknown = Only the questions that a program could not find out the last time. The other answers stay as they are.
plan-scope-changed = Only the questions that are new or have changed since the last check. The other answers stay as they are.
plan-whole = Show the whole plan
plan-limit = This is more than may be looked up today.
plan-limit-why = One audit may look up { $most } different facts in a day, so that nobody looks through a list of other people.
plan-limit-left =
    { $left ->
        [one] What you allowed would be { $wanted } more, and { $left } is left.
       *[other] What you allowed would be { $wanted } more, and { $left } are left.
    }
plan-limit-until = All of it fits again from { $when }.
plan-limit-never = It is too much for any one day.
plan-limit-then = You can allow fewer sites now. Facts that were looked up today can be asked again at any time.
plan-control = Some sites are also asked about an invented name. This tests that the site can say no: if it claims to know the invented name too, its answer about you proves nothing.
plan-group-allow = Allow group
plan-group-allow-what = Allow group: { $group }
plan-group-skip = Skip group
plan-group-skip-what = Skip group: { $group }
plan-none = No site can be asked with the facts that may be sent. Go back to “{ screen-profile }” and add one, or allow one to be sent.
plan-none-of-kind = There is nothing of that kind left to ask.
plan-gaps = Not asked, and why ({ $count })
plan-sum =
    { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    } to { $sites ->
        [one] { $sites } site
       *[other] { $sites } sites
    } will be sent; { $byHand } by hand.

# One source.
plan-by-hand = By hand
plan-by-hand-what = You open it in your own browser.
plan-by-hand-why = You open it in your own browser: { $why }
plan-live-what = Whether this definition was tried against the real site.
plan-live-never = Never checked live
plan-live = Checked live { $day }
plan-invented-of = { $source }, invented name
plan-question-of = { $source } { $number }

# One question.
plan-sends-invented = An invented name, to test that the site can say no:
plan-sends-link = The link you open holds:
plan-sends = Would send:
plan-sends-nothing = nothing about you
plan-sends-hidden = Sends a hidden fact
plan-further =
    { $count ->
        [one] At most { $count } further request to the same site may follow: its rules for programs, more result pages, single records.
       *[other] At most { $count } further requests to the same site may follow: its rules for programs, more result pages, single records.
    }

# A key of a site.
plan-key = Key
plan-key-given = A key is kept for this site
plan-key-helps = A key would help here
plan-key-needed = This site needs a key of yours
plan-key-kept = It is kept encrypted with your audit.
plan-key-keep = Keep the key
plan-key-remove = Remove the kept key

# Lists of others.
plan-lists = Lists of account checks that others keep ({ $count })
plan-lists-what = A file that you downloaded yourself. It brings hundreds of sites where a user name may have an account. We did not write or check these; each is skipped until you allow it.
plan-list-sites =
    { $count ->
        [one] { $count } site
       *[other] { $count } sites
    }
plan-list-from = Licence { $licence }. From { $url }
plan-list-from-by = Licence { $licence }. By { $authors }. From { $url }
plan-list-remove = Take out
plan-list-remove-what = Take out: { $list }
plan-list-add = Add { $list } ({ $file })
plan-lists-left =
    { $count ->
        [one] { $count } entry of the file became no source, and why
       *[other] { $count } entries of the file became no source, and why
    }

# The way out.
plan-route-direct = How it connects: straight to each site
plan-route-by = How it connects: { $way }
plan-route-practice = Practice never leaves this computer, whatever is chosen here.
plan-route-choose = How questions leave this computer
plan-route-direct-name = Straight to each site
plan-route-direct-what = Each site sees the address of your connection, as when you open it in a browser.
plan-route-tor-name = Through Tor
plan-route-tor-what = Needs the Tor service on this computer. Sites see a Tor address instead of yours; many of them then refuse to answer.
plan-route-tor-browser-name = Through an open Tor Browser
plan-route-tor-browser-what = Uses the Tor of a Tor Browser that stays open meanwhile.
plan-route-own-name = Through a proxy of mine
plan-route-own-what = Sites see the proxy’s address, and the proxy sees which sites are asked, but not what is asked.
plan-route-address = Address of the proxy
plan-route-address-hint = Such as socks5h://127.0.0.1:1080 or http://127.0.0.1:8080; with a name and password as NAME:PASSWORD@ before the host. It is kept encrypted with your audit.
plan-route-keep = Keep this way
plan-route-try = Try the way that is kept
