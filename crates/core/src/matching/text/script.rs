//! Letters of other alphabets and letters that do not decompose, spelled in plain Latin.

/// Cyrillic by the letters of passports (ICAO Doc 9303, part 3, section 6), Greek by ISO 843 without marks, and Latin
/// letters that Unicode does not decompose.
pub(crate) fn spell(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ø' | 'о' | 'ο' | 'ω' => "o",
        'ł' | 'л' | 'λ' => "l",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' | 'д' | 'δ' => "d",
        'þ' | 'θ' => "th",
        'ħ' => "h",
        'ŧ' | 'т' | 'τ' => "t",
        'ı' | 'и' | 'і' | 'ї' | 'ι' | 'η' => "i",
        'ə' | 'е' | 'э' | 'є' | 'ε' => "e",
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'к' | 'κ' => "k",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'у' | 'ў' => "u",
        'υ' | 'ы' => "y",
        'ф' | 'φ' => "f",
        'х' => "kh",
        'χ' | 'ч' => "ch",
        'ξ' => "x",
        'ψ' => "ps",
        'ц' => "ts",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}
