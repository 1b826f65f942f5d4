# Records beside the person's own facts.

review-title = Is this you?
review-lead = Each record stands beside your own facts. Nothing is asked to be removed before you say “{ state-decision-me }”.
review-none = There is no record to review. This says nothing about a site that could not be checked, and is no proof that nothing is out there. “{ screen-danger }” lists what could not be checked.
review-all-decided =
    { $count ->
        [one] All { $count } record decided.
       *[other] All { $count } records decided.
    }
review-undecided =
    { $count ->
        [one] { $undecided } of { $count } record undecided.
       *[other] { $undecided } of { $count } records undecided.
    }
review-filter = Show only the undecided
review-filter-none = Nothing is undecided any more.
review-foot-undecided = Undecided records count as danger until you decide, and get no tasks.
review-foot = You can change a decision at any time.
review-next = See the danger

# One record.
review-came-back = This record was gone and has come back.
review-copies =
    { $count ->
        [one] { $count } site of one owner shows this same record. It stays on your list until it is gone.
       *[other] { $count } sites of one owner show this same record. Each stays on your list, because each has to be gone.
    }
review-link = Link:
review-show =
    { $seconds ->
        [one] Show in clear for { $seconds } second
       *[other] Show in clear for { $seconds } seconds
    }
review-show-what =
    { $seconds ->
        [one] Show in clear for { $seconds } second: { $source }
       *[other] Show in clear for { $seconds } seconds: { $source }
    }
review-is-it-you-what = Is this you? { $source }
# A record like this one was decided about before.
review-said-me = You said “me” about a record like this on { $source }.
review-said-not-me = You said “not me” about a record like this on { $source }.
review-said-relative = You said “a relative of mine” about a record like this on { $source }.
review-resembles-same-site = It is on the same site.
review-resembles-copy = Both sites have one owner.
review-resembles-alike = Both show nearly the same facts.
review-chosen-by-nobody = Nothing is chosen for you.

# The table that compares.
review-fact = Fact
review-theirs = The site shows
review-yours = You say
review-together = Together
review-new = New to us
review-agrees = Agrees
review-differs = Differs
review-nothing-to-compare = Nothing to compare
