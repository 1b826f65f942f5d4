# Kinds of fact: the name on the button, the words over the field, why it is asked, where it would be used, how to write it.

fact-username-name = User name
fact-username-field = User name
fact-username-why = Most strangers start from it.
fact-username-where = Sites where people have profiles are asked whether this name exists.
fact-username-write = Without the @.
fact-name-name = Name
fact-name-field = Name
fact-name-why = People-search sites sort by name.
fact-name-where = People-search sites, public records and search engines, if you allow them.
fact-address-name = Address
fact-address-field = Address
fact-address-why = Where you live is what you most want to keep. Old addresses lead to the new one.
fact-address-where = City and state help sites to find your record. The street is compared on this computer, and sent only where a question or a link shows it.
fact-phone-name = Phone
fact-phone-field = Phone number
fact-phone-why = A number leads to names and addresses.
fact-phone-where = Compared on this computer. Sent only to sites that search by number, if you allow them.
fact-phone-write = With + and the country code.
fact-email-name = E-mail
fact-email-field = E-mail address
fact-email-why = It ties accounts together and shows up in leaks.
fact-email-where = Leak checks and profile sites, if you allow them.
fact-birth-name = Birth date or year
fact-birth-field = Date or year of birth
fact-birth-why = It tells you apart from people with your name.
fact-birth-where = Only compared on this computer, as an age.
fact-birth-write = Year-month-day, or only the year.
fact-domain-name = Own domain
fact-domain-field = Domain you own
fact-domain-why = Its registration can show your name and address.
fact-domain-where = The public register of domains.
fact-domain-write = Such as example.com.
fact-relative-name = Relative
fact-relative-field = Name of a relative
fact-relative-why = Records list relatives, so their name shows which record is yours. They may also need a warning.
fact-relative-where = Never sent and never searched. Only compared on this computer.
fact-affiliation-name = Employer or school
fact-affiliation-field = Employer or school
fact-affiliation-why = Staff pages and club lists are often the first step to a name.
fact-affiliation-where = Only compared on this computer.

# A finer kind.
fact-detail-legal = Legal name
fact-detail-stage = Stage or pen name
fact-detail-nickname = Nickname
fact-detail-maiden = Name before marriage
fact-detail-former = Former name
fact-detail-current = I live there now
fact-detail-past = I lived there before

# Kinds of fact that are compared, as the head of a row.
fact-row-name = Name
fact-row-age = Age
fact-row-birth = Birth
fact-row-address = Address
fact-row-phone = Phone
fact-row-email = E-mail
fact-row-username = User name
fact-row-relative = Relatives
fact-row-domain = Domain
fact-row-other = Other

# What a record seen by hand may show.
fact-shows-name = Name
fact-shows-street-address = Street address
fact-shows-city = City
fact-shows-phone = Phone
fact-shows-email = E-mail
fact-shows-age = Age
fact-shows-relatives = Relatives
fact-shows-photos = Photos
fact-shows-employer = Employer
