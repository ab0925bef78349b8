//! Names of invented bodies, laws and events.

use dateline::facts::places::PlaceEntry;

use super::crf::Dice;

/// What a ministry is for.
const FIELDS: &[&str] = &[
    "Health",
    "Education",
    "Defence",
    "Agriculture",
    "Interior",
    "Justice",
    "Finance",
    "Foreign Affairs",
    "Labour",
    "Transport",
    "Mines",
    "Energy",
    "Fisheries",
    "Home Affairs",
    "Environment",
];

/// What a party calls itself.
const SPIRITS: &[&str] = &[
    "National",
    "Democratic",
    "People's",
    "Progressive",
    "Liberal",
    "Republican",
    "Socialist",
    "Labour",
    "United",
    "Patriotic",
    "Islamic",
    "Workers'",
];

/// What a company does.
const TRADES: &[&str] = &[
    "Motors",
    "Airlines",
    "Mining",
    "Steel",
    "Telecom",
    "Energy",
    "Foods",
    "Bank",
    "Petroleum",
    "Electronics",
    "Pharma",
    "Logistics",
];

/// Made-up names of companies: one of the first, one of the second, one of the third.
const SYLLABLES: [&[&str]; 3] = [
    &["Zen", "Nova", "Kel", "San", "Lu", "Ori", "Bram", "Van", "Tar", "Qua", "Me", "Shi", "Olu", "Daka", "Pra", "Tele"],
    &["ta", "li", "mo", "tri", "me", "bi", "we", "to", "si", "n", "vu", "ku", "ra", "de", "co", "go"],
    &["ra", "s", "x", "ko", "ll", "na", "tis", "m", "co", "ro", "lex", "ya", "pay", "net", "tek", "corp"],
];

/// Bodies of one trade.
const LEAGUES: &[&str] = &[
    "Union of Journalists",
    "Human Rights Commission",
    "Women's League",
    "Bar Association",
    "Medical Association",
    "Teachers' Union",
];

/// Offices of a state.
const OFFICES: &[&str] = &[
    "Police Service",
    "Electoral Commission",
    "Bureau of Investigation",
    "Revenue Authority",
    "Anti-Corruption Commission",
    "Disaster Agency",
    "Civil Aviation Authority",
    "Wildlife Service",
    "Bureau of Statistics",
    "Drug Enforcement Agency",
];

/// Bodies of a town, of a country, of a field; `{t}` town, `{c}` country, `{d}` its adjective, `{f}` field.
const BODIES: &[&str] = &[
    "{t} City Council",
    "{t} County Government",
    "{t} Municipal Council",
    "{t} State Government",
    "{t} Chamber of Commerce and Industry",
    "{t} Police Command",
    "{t} Development Authority",
    "{t} Water Board",
    "{t} High School",
    "{t} Teachers' College",
    "{t} Residents Association",
    "{t} Diocese",
    "{t} Port Authority",
    "{t} Provincial Assembly",
    "{t} Stock Exchange",
    "{t} Institute of Technology",
    "{t} Medical College",
    "Parliament of {c}",
    "National Assembly of {c}",
    "Central Bank of {c}",
    "Bank of {c}",
    "{c} Red Cross Society",
    "{c} Football Federation",
    "{c} Medical Council",
    "{c} Ports Authority",
    "{c} Defence Force",
    "{c} Police Force",
    "{c} Broadcasting Corporation",
    "{c} National Petroleum Corporation",
    "{c} Chamber of Mines",
    "{c} Prisons Service",
    "Federation of {d} Industries",
    "Association of {d} Banks",
    "Confederation of {d} Workers",
    "{d} Army",
    "{d} Bishops' Conference",
    "{d} Olympic Committee",
    "{d} Football Association",
    "{d} Coast Guard",
    "National Institute of {f}",
    "Institute for {f} Studies",
    "Centre for {f} Research",
    "Council for {f} and Development",
    "National {f} Council",
    "{f} Workers Union",
    "Friends of {f} Foundation",
    "Department of {f} and Social Welfare",
    "Directorate of {f}",
    "Office of the Ombudsman",
    "Office of the Public Prosecutor",
    "Commission for Human Rights",
    "Independent Electoral Commission",
    "National Disaster Management Authority",
    "Auditor General's Office",
    "National Union of Mineworkers",
    "Movement for Democracy and Justice",
    "Coalition for Clean Water",
    "Truth and Reconciliation Commission",
    "Criminal Investigation Department",
    "Joint Task Force",
    "Digital {f} Research Lab",
    "{t} {f} Laboratory",
    "{f} Policy Institute",
];

/// What is no person, place or body though it looks like one: laws, plans, reports, events.
const AFFAIRS: &[&str] = &[
    "{f} Act",
    "{f} Bill",
    "{f} Amendment Act 2019",
    "{d} Constitution",
    "National {f} Policy",
    "{c} Vision 2030",
    "National Development Plan",
    "{f} Sector Strategy",
    "{t} Declaration",
    "{t} Agreement",
    "{t} Accords",
    "National Health Insurance Scheme",
    "Universal {f} Programme",
    "{f} for All Initiative",
    "Clean {t} Campaign",
    "{c} Demographic and Health Survey",
    "Population and Housing Census",
    "Global {f} Report",
    "{f} Access Report",
    "Sustainable Development Goals",
    "Digital {f} Strategy",
    "{d} Film Festival",
    "{t} Marathon",
    "{t} Book Fair",
    "{d} Super Cup",
    "President's Cup",
    "{t} Grand Prix",
    "Miss {c}",
    "{c} Open",
    "World {f} Summit",
    "{d} Music Awards",
    "{f} Excellence Awards",
    "Penal Code",
    "Code of Criminal Procedure",
    "Criminal Law",
    "{d} Revolution",
    "Battle of {t}",
    "{t} Massacre",
    "Second Congo War",
    "Convention on the Rights of the Child",
    "Universal Declaration of Human Rights",
    "Cybercrimes Act",
    "Anti-Terrorism Law",
    "Rural {f} Fund Project",
];

/// Words that name operations of armies and police.
const OPERATIONS: &[&str] = &["Safe Haven", "Linda Mpaka", "Desert Shield", "Lion's Claw", "Clean Sweep", "Barkhane"];
fn one(list: &[&str], dice: &mut Dice) -> String {
    list[dice.below(list.len())].to_owned()
}

/// A pattern with its town, country and field.
fn filled(pattern: &str, town: &str, field: &str, home: &PlaceEntry) -> String {
    pattern.replace("{t}", town).replace("{f}", field).replace("{c}", &home.name).replace("{d}", &home.demonyms[0])
}

/// The name of a law, a plan, an event; of an operation for the third slot.
pub(super) fn affair(slot: &str, town: &str, home: &PlaceEntry, dice: &mut Dice) -> String {
    let field = one(FIELDS, dice);
    match slot {
        "A3" => format!("Operation {}", one(OPERATIONS, dice)),
        _ => filled(&one(AFFAIRS, dice), town, &field, home),
    }
}

/// The name of a body; the letter of the slot says what it is.
pub(super) fn organisation(slot: &str, town: &str, family: &str, home: &PlaceEntry, dice: &mut Dice) -> String {
    let field = one(FIELDS, dice);
    let spirit = one(SPIRITS, dice);
    let (country, people) = (&home.name, &home.demonyms[0]);
    let trade = one(TRADES, dice);
    let legal = one(&["", "", "", " Ltd", " Inc", " Corp", " Group", " Holdings", " Co", " PLC"], dice);
    let half = dice.below(2) == 0;
    match &slot[..1] {
        "M" if half => format!("Ministry of {field}"),
        "M" => one(&["{} Ministry", "Department of {}"], dice).replace("{}", &field),
        "Y" => {
            let noun = one(&["Party", "Congress", "Movement", "Front", "Union", "Alliance", "Coalition"], dice);
            if half { format!("{spirit} {noun}") } else { format!("{country} {spirit} {noun}") }
        }
        "K" => match dice.below(4) {
            0 => format!("{family} {trade}{legal}"),
            1 => format!("{town} {trade}{legal}"),
            2 => format!("{people} {trade}{legal}"),
            _ => format!("{}{legal}", SYLLABLES.map(|list| one(list, dice)).concat()),
        },
        "U" => match dice.below(4) {
            0 | 1 => format!("University of {town}"),
            2 => format!("{town} University"),
            _ => format!("{family} University of Technology"),
        },
        "N" => match dice.below(9) {
            0 => format!("{town} Times"),
            1 => format!("Daily {}", one(&["Nation", "Mail", "Star", "Monitor", "Observer", "Post"], dice)),
            2 => format!("{country} News Agency"),
            3 => format!("{town} Post"),
            4 => format!("Voice of {country}"),
            5 => format!("Times of {town}"),
            6 => format!("{people} Broadcasting Service"),
            7 => format!("{} TV", one(&["Sky", "Star", "Geo", "Channel 7", "Nile", "Capital"], dice)),
            _ => format!("Radio {town}"),
        },
        "T" => match dice.below(4) {
            0 => format!("{town} United"),
            1 => format!("{town} FC"),
            2 => town.to_owned(),
            _ => format!("{town} {}", one(&["City", "Rangers", "Stars", "Lions", "Wanderers", "Eagles"], dice)),
        },
        "H" if half => format!("{town} General Hospital"),
        "H" => format!("{family} Memorial Hospital"),
        "B" if half => "High Court".to_owned(),
        "B" => one(&["Supreme Court", "Constitutional Court", "Court of Appeal", "Federal Court"], dice),
        "O" => filled(&one(BODIES, dice), town, &field, home),
        "J" => format!("{people} {}", one(LEAGUES, dice)),
        _ => {
            let office = one(OFFICES, dice);
            if half { format!("National {office}") } else { format!("{country} {office}") }
        }
    }
}
