# What was found, worst first.

danger-title = The danger
danger-lead = What was found, worst first. This is a list to work down, one thing at a time.
danger-unknown = Could not be checked, wholly or in part ({ $count })
danger-unknown-what = These sites were not checked, or only in part. You may be listed there.
danger-unknown-none = Every question of the last check was answered. Sites that were skipped or are not in the plan are not counted here.
danger-none = There is no record to count here. A site that could not be checked may still have one, and this is no proof that nothing is out there: other sites, other spellings and later records are not covered.
danger-unconfirmed-count =
    { $count ->
        [one] { $count } record is not confirmed by you. What is not confirmed counts here, to be careful. “{ screen-review }” is the place to say whether it is you.
       *[other] { $count } records are not confirmed by you. What is not confirmed counts here, to be careful. “{ screen-review }” is the place to say whether it is you.
    }
danger-unconfirmed = Not confirmed by you
danger-harm-and-reach = Harm it can do: { $harm } of 5 · How easily it is found: { $reach } of 5
danger-foot = Next: what to do about it, in order.
danger-next = See the tasks
