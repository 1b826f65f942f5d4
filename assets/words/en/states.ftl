# Words for the closed lists of the contract.

# How dangerous a record is, and what that means.
state-band-critical = Critical
state-band-high = High
state-band-medium = Medium
state-band-low = Low
state-band-critical-means = Shows where you, or somebody close to you, can be met.
state-band-high-means = Somebody could reach you, or join your names together.
state-band-medium-means = Helps somebody who already knows a part.
state-band-low-means = Little harm alone. Do these last.

# How a source stands in a check.
state-source-waiting = Waiting
state-source-asking = Asking now
state-source-found = Shows something
state-source-not-found = Showed nothing
state-source-could-not-check = Could not check

# What the person may say about a record.
state-decision-me = Me
state-decision-not-me = Not me
state-decision-not-sure = Not sure
state-decision-relative = A relative of mine

# How like the person's own facts a record is.
state-likeness-same = Very likely you
state-likeness-possible = May be you
state-likeness-other = Probably somebody else

# How a task stands, and what the person may say next.
state-task-open = To do
state-task-asked = Asked, waiting
state-task-done = Done
state-task-could-not = Could not be done
state-task-next-open = Reopen
state-task-next-asked = Asked
state-task-next-done = Done
state-task-next-could-not = Could not

# Groups of sources, and what each is.
state-group-people-search = People-search sites
state-group-people-search-what = They sell addresses, phone numbers and relatives by name.
state-group-username = User names
state-group-username-what = Whether a profile with your user name exists.
state-group-profile = Profiles and accounts
state-group-profile-what = What public profiles and key servers say about you.
state-group-public-record = Public records
state-group-public-record-what = Registers that states and courts publish.
state-group-breach = Leaks
state-group-breach-what = Whether an address of yours was in a known leak.
state-group-domain = Domains
state-group-domain-what = What the register says about a domain of yours.
state-group-search-engine = Search engines
state-group-search-engine-what = What a stranger sees first.
state-group-map = Maps and street pictures
state-group-map-what = Whether your house can be looked at.
