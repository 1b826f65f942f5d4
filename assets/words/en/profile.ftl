# The facts that a person enters about themselves. The words for each kind of fact are in facts.ftl.

profile-title = Your facts
profile-lead = One is enough to start. Each one stays on this computer, encrypted, and is sent only where you allow it in the plan.
profile-so-far =
    { $count ->
        [one] { $count } fact so far
       *[other] { $count } facts so far
    }
profile-add-first = Add your first fact
profile-add-another = Add another fact
profile-kind = Kind of fact
profile-why = Why
profile-where = Where
profile-keep = Keep this
profile-kept = Kept. Add another one, or go on.
profile-choose = Choose what you want to add. You can leave out anything.
profile-foot-none = Add one fact to see the plan.
profile-foot = Next you see what would be asked. Nothing is sent yet.
profile-next = See the plan

profile-only-here = Only compared on this computer
profile-only-here-what = No site is asked with this. It helps to recognise your records.
profile-may-send = May be sent
profile-may-send-what =
    { $count ->
        [one] { $count } site could be asked with this, if you allow it.
       *[other] { $count } sites could be asked with this, if you allow them.
    }
profile-not-sent-what = Compared on this computer only, until you allow it to be sent.
profile-hidden = Hidden
profile-hidden-what = A hidden fact never appears in a report or a title.
profile-remove = Remove
profile-remove-what = Remove: { $what }
profile-remove-sure = Yes, remove
profile-remove-keep = Keep

profile-name-kind = Kind of name
profile-name-former-what = A former name starts out hidden and not sent. No report, file name or window title ever shows it. It is sent only if you allow it in the list above, and then only to the sites you allow in the plan.
profile-name-first = First name
profile-name-last = Last name
profile-name-middle = Middle names
profile-name-suffix = Suffix
profile-address-street = House number and street
profile-address-street-hint = Helps to tell which record is yours. It is compared here, on this computer.
profile-address-city = City
profile-address-region = State or region
profile-address-postcode = Postcode
profile-address-country = Country
