//! Which first names stand for each other, and how far that goes.

use super::fold::key;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How two different first names can still be one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kinship {
    /// Two short forms of one name: Bob and Rob, but also Beth and Liz.
    BothShort,
    /// A name and its short form: Robert and Bob.
    Short,
    /// Two spellings or transliterations of one name: Mohammed and Muhammad.
    Spelling,
}

/// A full name first, then its short forms, in everyday English, Spanish, German, Russian and Italian use.
///
/// Our own list, written from common usage and copied from nowhere. A short form may stand under several full names;
/// full names never stand for each other through it (Alexander is not Alexandra).
const SHORT_FORMS: &[&str] = &[
    "abigail abby abbie gail",
    "abraham abe bram",
    "adelaide addie heidi",
    "agnes aggie nessie",
    "alan al",
    "albert al bert bertie",
    "alejandro alex ale",
    "alexander alex al alec xander sandy lex sasha alexei",
    "alexandra alex lexi lexie sandra sandy sasha ali allie",
    "alexis alex lexi lexie",
    "alfred al alf alfie fred freddie",
    "alice ali allie",
    "alison ali allie",
    "amanda mandy",
    "amelia amy millie mia",
    "anastasia stacy nastya ana annie",
    "andrea andi andie",
    "andrew andy drew",
    "angela angie",
    "angelina angie lina",
    "ann annie nan nancy",
    "anna annie ania anya",
    "anthony tony",
    "antonio tony toni tono",
    "arthur art artie",
    "augustus gus augie",
    "barbara barb babs barbie",
    "bartholomew bart",
    "beatrice bea trixie",
    "benjamin ben benny benji",
    "bernard bernie",
    "bertha bertie",
    "beverly bev",
    "bradley brad",
    "brandon bran",
    "bridget biddy bridie",
    "caroline carrie carol lina",
    "carolyn carrie carol lyn",
    "catherine cathy cat cate kate katie kathy kat kitty kay",
    "cecilia ceci cissy celia",
    "charles charlie chuck chas chaz",
    "charlotte charlie lottie lotte",
    "christian chris",
    "christina chris chrissy tina christie",
    "christine chris chrissy tina christie",
    "christopher chris kit topher",
    "clarence clare",
    "clifford cliff",
    "constance connie",
    "cornelius neil corey",
    "curtis curt",
    "cynthia cindy",
    "daniel dan danny",
    "danielle dani",
    "david dave davy davey",
    "deborah deb debbie debby debra",
    "dennis denny",
    "dmitri dima mitya",
    "dominic dom nick",
    "dominick dom nick",
    "donald don donny donnie",
    "dorothy dot dottie dolly dora",
    "douglas doug",
    "edward ed eddie ted teddy ned ward",
    "edwin ed eddie",
    "edmund ed eddie ned ted",
    "eduardo ed eddie lalo edu",
    "eleanor ellie nell nora nellie elle",
    "elizabeth liz beth betty lizzie eliza bess betsy libby lisa elsie lily liza ellie bette",
    "ellen ellie nell nellie",
    "emanuel manny",
    "emily em emmy millie",
    "emma em emmy",
    "ernest ernie",
    "estella stella essie",
    "esther essie hettie",
    "eugene gene",
    "evelyn eve evie",
    "ezekiel zeke",
    "florence flo florrie",
    "frances fran fanny frankie francie",
    "francis frank fran frankie",
    "francisco paco pancho frank cisco kiko",
    "franklin frank",
    "frederick fred freddie freddy rick fritz",
    "gabriel gabe",
    "gabriella gabby gaby ella",
    "gabrielle gabby gaby elle",
    "genevieve gen jenny viv",
    "george georgie",
    "gerald gerry jerry",
    "gerard gerry jerry",
    "gilbert gil bert",
    "giovanni gianni gio",
    "giuseppe beppe pino",
    "gloria glo",
    "gregory greg",
    "guadalupe lupe lupita",
    "guillermo memo willy",
    "gwendolyn gwen wendy",
    "harold harry hal",
    "harriet hattie harry",
    "harrison harry",
    "heather heath",
    "helen nell nellie lena",
    "henry hank harry hal",
    "herbert herb bert",
    "hubert bert hugh",
    "ignacio nacho",
    "isaac ike zac",
    "isabel izzy bella belle isa",
    "isabella izzy bella belle isa",
    "ivan vanya",
    "jacob jake jay coby",
    "jacqueline jackie",
    "james jim jimmy jamie jem",
    "jane janie jenny",
    "janet jan",
    "jason jay jase",
    "jean jeanie",
    "jeanette jean jan",
    "jeffrey jeff",
    "jennifer jen jenny jenn jennie",
    "jeremiah jerry jem",
    "jeremy jerry jem",
    "jerome jerry",
    "jessica jess jessie",
    "jesus chuy",
    "joan joanie",
    "joanna jo joan",
    "joanne jo",
    "johann hans",
    "johannes hans",
    "john jack johnny jackie jock johnnie",
    "jonathan jon jonny johnny",
    "joseph joe joey jo",
    "josephine jo josie joey",
    "joshua josh",
    "jose pepe",
    "juan juanito",
    "judith judy judi",
    "julia julie jules",
    "julian jules",
    "juliana julie ana",
    "juniper june juni",
    "katerina katya kat kate",
    "katherine kathy kate katie kat kitty kay kath kathie",
    "kenneth ken kenny",
    "kimberly kim kimmy",
    "kristen kris kristy",
    "kristin kris kristy",
    "kristina kris tina kristy",
    "lawrence larry laurie lars",
    "leonard leo len lenny",
    "leonardo leo",
    "leroy roy lee",
    "leslie les",
    "lewis lew louie",
    "lillian lily lil",
    "linda lindy lin",
    "lorraine lori rainey",
    "louis lou louie",
    "louise lou lulu",
    "lucas luke",
    "lucille lucy lu",
    "lucinda lucy cindy",
    "luis lucho",
    "magdalena magda lena maggie",
    "madeline maddie maddy",
    "madison maddie maddy",
    "malcolm mal",
    "manuel manny manolo",
    "marcus marc mark",
    "margaret maggie meg peggy marge margie daisy greta rita madge peg molly megan",
    "maria mary mia",
    "marilyn mary lyn",
    "marjorie marge margie",
    "martha marty mattie",
    "martin marty",
    "martina tina marty",
    "mary molly polly mamie may",
    "matilda tilly mattie tillie",
    "matthew matt matty",
    "maureen mo",
    "maurice mo morrie",
    "maximilian max",
    "maxwell max",
    "maxine max",
    "melanie mel",
    "melinda mindy mel",
    "melissa mel missy lissa",
    "melvin mel",
    "mercedes mercy",
    "michael mike mick mickey mikey micky",
    "michelle shelly chelle",
    "mikhail misha",
    "mildred millie",
    "miranda randy mandy",
    "mitchell mitch",
    "monica mona",
    "montgomery monty",
    "morris morrie",
    "nancy nan",
    "natalia nat talia natasha",
    "natalie nat",
    "nathan nate nat",
    "nathaniel nate nat nathan",
    "nicholas nick nicky nico klaus",
    "nicole nicky nikki nic",
    "nikolai kolya nick",
    "norman norm",
    "oliver ollie",
    "olivia liv livvy ollie",
    "oscar ozzie",
    "oswald ozzie",
    "pamela pam",
    "patricia pat patty tricia trish patsy",
    "patrick pat paddy rick",
    "paul paulie",
    "pauline polly",
    "penelope penny",
    "peter pete",
    "philip phil pip",
    "phillip phil pip",
    "phyllis phyl",
    "priscilla cilla prissy",
    "rachel rach",
    "rafael rafa rafe",
    "ralph ralphie",
    "randall randy",
    "randolph randy",
    "raymond ray",
    "rebecca becky becca bex",
    "reginald reg reggie",
    "regina gina reggie",
    "richard rick dick rich ricky richie",
    "ricardo rick ricky",
    "robert bob rob bobby robbie bert robby",
    "roberta bobbie robbie",
    "roberto beto rob bob",
    "roderick rod rick",
    "rodney rod",
    "roger rog",
    "ronald ron ronnie",
    "rosemary rose rosie",
    "rose rosie",
    "roxanne roxy",
    "rudolph rudy",
    "russell russ rusty",
    "salvatore sal",
    "samantha sam sammy",
    "samuel sam sammy",
    "sandra sandy",
    "sarah sally sadie",
    "scott scotty",
    "sebastian seb bastian",
    "sergio checo",
    "sharon shari",
    "sheila shell",
    "shirley shirl",
    "sidney sid",
    "sophia sophie",
    "stanley stan",
    "stephanie steph stevie",
    "stephen steve stevie",
    "steven steve stevie",
    "stuart stu",
    "susan sue susie suzy",
    "susanna sue susie suzy",
    "suzanne sue susie suzy",
    "sylvester sly",
    "sylvia syl",
    "tabitha tabby",
    "tamara tammy tam",
    "terence terry",
    "teresa terry tess tessa tracy",
    "theodore ted teddy theo",
    "theresa terry tess tessa tracy",
    "thomas tom tommy thom",
    "timothy tim timmy",
    "tobias toby",
    "tyler ty",
    "ulysses lee",
    "valentina val tina",
    "valerie val",
    "vanessa nessa",
    "veronica ronnie vera",
    "victor vic",
    "victoria vicky tori vickie",
    "vincent vince vinny vin",
    "violet vi",
    "virginia ginny ginger",
    "vivian viv",
    "vladimir vlad vova volodya",
    "walter walt wally",
    "wanda wendy",
    "wayne way",
    "wilfred fred will wilf",
    "wilhelm willi will",
    "william bill will billy willy liam willie",
    "winifred winnie freddie",
    "yevgeny zhenya gene",
    "yolanda yoli",
    "zachary zach zack zak",
];

/// Spellings and transliterations of one name. Our own list; Arabic and Cyrillic forms follow what ICAO Doc 9303 and
/// common passport practice produce.
const SPELLINGS: &[&str] = &[
    "mohammed muhammad mohamed mohammad muhammed mohamad mehmet",
    "ahmed ahmad ahmet",
    "hussein husain hussain hossein",
    "hassan hasan",
    "omar umar omer",
    "yusuf youssef yousef yousuf",
    "ibrahim ebrahim",
    "abdullah abdallah abdulla",
    "fatima fatimah fatma",
    "aisha aysha ayesha",
    "khaled khalid",
    "said saeed sayeed",
    "mustafa moustafa mostafa",
    "alexander aleksandr alexandr aleksander",
    "alexei aleksei alexey",
    "dmitri dmitry dimitri dmitrii",
    "sergei sergey",
    "yuri yury iurii",
    "yevgeny evgeny evgeni evgenii",
    "mikhail michail",
    "nikolai nikolay",
    "natalia nataliya natalya",
    "yulia julia iuliia",
    "yelena elena",
    "ekaterina yekaterina",
    "catherine katherine kathryn catharine katharine kathrine kathryne",
    "steven stephen stefan",
    "jon john",
    "jonathan johnathan jonathon johnathon",
    "sara sarah",
    "ann anne",
    "anna ana",
    "brian bryan",
    "eric erik erick",
    "marc mark",
    "geoffrey jeffrey jeffery",
    "sean shawn shaun",
    "philip phillip",
    "nicholas nicolas nikolas",
    "theresa teresa",
    "rebecca rebekah",
    "deborah debra debora",
    "elizabeth elisabeth",
    "isabel isabelle isobel",
    "christina kristina cristina",
    "christine kristine",
    "kristen kristin",
    "lawrence laurence",
    "leslie lesley",
    "lynn lynne lyn",
    "allan alan allen",
    "carl karl",
    "craig kraig",
    "curtis kurtis",
    "derek derrick",
    "frederick frederic fredrick",
    "gary garry",
    "greg gregg",
    "harold harald",
    "jacob jakob",
    "jaime jamie",
    "joanna johanna",
    "joseph josef",
    "katrina catrina",
    "kelly kelley kellie",
    "laura lora",
    "lewis louis luis",
    "lucas lukas",
    "madeline madeleine madelyn",
    "marcus markus",
    "mathew matthew matthias",
    "megan meghan meagan",
    "michele michelle",
    "michael mikael mikhail",
    "neil neal niall",
    "oscar oskar",
    "rachel rachael",
    "raphael rafael",
    "shannon shanon",
    "sophia sofia",
    "stephanie stefanie",
    "stuart stewart",
    "susanna susannah",
    "terence terrence",
    "thomas tomas",
    "tracy tracey",
    "victor viktor",
    "vivian vivien vivienne",
    "walter walther",
    "zachary zachery zackary",
    "jose josef",
    "abigail abigael",
    "alison allison",
    "caitlin kaitlyn katelyn caitlyn",
    "chloe khloe",
    "ashley ashleigh",
    "brittany britney",
    "courtney kourtney",
    "danielle daniele",
    "jasmine yasmin jasmin",
    "zoe zoey",
    "mei may",
    "xiao hsiao",
    "zhang chang",
    "lee li",
    "nguyen nguyn",
];

/// First names so common that agreeing on one says little, besides those above. Our own choice among the frequent
/// names of US births between 1950 and 2000 (Social Security Administration); no counts are used.
const MORE_FIRST_NAMES: &[&str] = &[
    "adam aaron alicia amber amy andre april austin betty billy bobby brenda bruce bryce carlos carmen chad cheryl claire claudia cody crystal dale",
    "dawn denise derek diana diane donna doris dustin dylan elaine erica erin ethan felicia gail glenn grace hannah heidi holly hunter ian irene jack",
    "jamie jared jasmine jay jeanne jenna jill jodi joel jordan jorge joyce justin karen katie kayla keith kelly kevin kyle lance latoya laura lauren",
    "leah lee lisa logan lori lucy marie mario marvin megan miguel misty molly noah paula pedro peggy phoebe rita robin roy ruth ryan sabrina sally",
    "sean seth shane shawn sheri sonia stacy tammy tara tasha taylor tiffany todd tony tonya tracy travis trevor troy vera wendy wesley zoe lena mia",
];

/// How common family names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    /// One of the most frequent few dozen.
    Very,
    /// In the first few hundred.
    Common,
    /// Not on our list, so perhaps rare.
    Unlisted,
}

/// Our own choice among the most frequent family names of the United States (Census Bureau, "Frequently Occurring
/// Surnames from the 2010 Census"), with some of China and Korea. Two coarse groups; order carries no meaning.
const VERY_COMMON: &str = "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson \
anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright \
scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts wang li zhang kim park";
/// The next group, with frequent names of Britain, Germany, Scandinavia, Portugal, Italy, Russia and South Asia.
const COMMON: &str = "gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez \
ortiz morgan cooper peterson bailey reed kelly howard ramos cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes \
price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes \
gonzales fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera \
gibson ellis tran medina aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas henry \
chen freeman webb tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer \
wagner black robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols stephens soto weaver ryan gardner \
payne grant dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott cunningham duncan armstrong hudson carroll \
lane riley andrews alvarado ray delgado berry perkins hoffman johnston matthews pena richards contreras willis carpenter lawrence sandoval muller \
schneider fischer weber becker schulz davies walsh obrien khan singh ali ahmed hussain liu yang huang zhao wu zhou choi jung kang pereira oliveira \
souza costa ferreira rossi russo ivanov petrov larsen jensen nielsen novak dubois bernard";

struct Tables {
    /// Per first name: the groups it belongs to and whether it leads the group (is the full form).
    short_forms: HashMap<String, Vec<(usize, bool)>>,
    spellings: HashMap<String, Vec<usize>>,
    more: Vec<String>,
    families: HashMap<String, Frequency>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        short_forms: HashMap::new(),
        spellings: HashMap::new(),
        more: MORE_FIRST_NAMES.iter().flat_map(|line| line.split_whitespace()).map(key).collect(),
        families: HashMap::new(),
    };
    tables.more.sort();
    for (group, line) in SHORT_FORMS.iter().enumerate() {
        for (at, name) in line.split_whitespace().enumerate() {
            tables.short_forms.entry(key(name)).or_default().push((group, at == 0));
        }
    }
    for (group, line) in SPELLINGS.iter().enumerate() {
        for name in line.split_whitespace() {
            tables.spellings.entry(key(name)).or_default().push(group);
        }
    }
    for name in COMMON.split_whitespace() {
        tables.families.insert(key(name), Frequency::Common);
    }
    for name in VERY_COMMON.split_whitespace() {
        tables.families.insert(key(name), Frequency::Very);
    }
    tables
});

/// How two different first names (as keys) can be one person's, if they can.
pub(super) fn kinship(one: &str, other: &str) -> Option<Kinship> {
    let tables = &*TABLES;
    if let (Some(ours), Some(theirs)) = (tables.spellings.get(one), tables.spellings.get(other))
        && ours.iter().any(|group| theirs.contains(group))
    {
        return Some(Kinship::Spelling);
    }
    let (ours, theirs) = (tables.short_forms.get(one)?, tables.short_forms.get(other)?);
    let shared = |need_full: bool| {
        ours.iter().any(|(group, full)| {
            theirs.iter().any(|(same, led)| group == same && (!need_full || *full || *led))
        })
    };
    if shared(true) {
        Some(Kinship::Short)
    } else if shared(false) {
        Some(Kinship::BothShort)
    } else {
        None
    }
}

/// Whether a word (as a key) is a first name on our lists, thus a common one.
pub(super) fn is_first_name(word: &str) -> bool {
    let tables = &*TABLES;
    tables.short_forms.contains_key(word)
        || tables.spellings.contains_key(word)
        || tables.more.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
}

/// How common a family name (as a key) is.
pub(super) fn frequency(family: &str) -> Frequency {
    TABLES.families.get(family).copied().unwrap_or(Frequency::Unlisted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_graded() {
        for (one, other, expected) in [
            ("robert", "bob", Some(Kinship::Short)),
            ("bob", "rob", Some(Kinship::BothShort)),
            ("mohammed", "muhammad", Some(Kinship::Spelling)),
            ("alexander", "alexandra", None),
            ("eric", "erica", None),
            ("john", "johnathan", None),
            ("zzz", "bob", None),
        ] {
            assert_eq!(kinship(&key(one), &key(other)), expected, "{one} {other}");
            assert_eq!(kinship(&key(other), &key(one)), expected, "{other} {one}");
        }
        assert_eq!(frequency("smith"), Frequency::Very);
        assert_eq!(frequency("quillfeather"), Frequency::Unlisted);
        assert!(is_first_name("erica"));
    }
}
