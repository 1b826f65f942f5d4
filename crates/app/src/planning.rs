//! The plan: what would be asked of whom, allowed or skipped by the person.

mod again;
mod choosing;
mod day;
mod limit;

pub(crate) use day::within_day;

use crate::app::App;
use crate::case_file::{CaseFile, name_pair};
use crate::contract::{
    Covers, ErrorCode, GapView, KeyView, PlanCheck, PlanFact, PlanPair, PlanSource, PlanView, RevealedCheck,
    Scope, SendsValue, UiError, count, word_of,
};
use crate::mask::{COVER, mask_domain, mask_email, mask_phone, mask_value, mask_words};
use crate::profile::detail_of;
use limit::find_limit;
use std::collections::BTreeMap;
use unlisted_core::plan::{
    Applies, Check, Gap, Pair, Plan, Wishes, derive_applies, derive_countries, kind_of, preview_plan_with,
};
use unlisted_core::source::{Definition, HandWhy, Placeholder, Probe, SourceId, Values};
use unlisted_core::{Identifier, Kind, Personal};

impl App {
    /// What would be asked of whom. Sends nothing.
    pub fn plan_view(&self, scope: Scope) -> Result<PlanView, UiError> {
        let file = self.attested_file()?;
        let (profile, plan) = (file.profile()?, self.scoped_plan(&file, scope)?.plan);
        let (allowed, keys) = (self.allowed(&file)?, file.keys()?);
        let catalogue = self.catalogue();
        let mut sources: Vec<PlanSource> = Vec::new();
        for (id, checks) in by_source(&plan) {
            let Some(definition) = catalogue.get(id) else { continue };
            let left_out = plan.left_out.get(id).copied().unwrap_or(0);
            let source = plan_source(definition, &checks, &keys, left_out);
            let covers = covers_of(derive_applies(definition, &profile));
            sources.push(PlanSource { allowed: allowed.contains(id), covers, ..source });
        }
        let questions = |is_counted: &dyn Fn(&PlanSource, &PlanCheck) -> bool| {
            let allowed = sources.iter().filter(|source| source.allowed);
            count(
                allowed.map(|source| source.checks.iter().filter(|it| is_counted(source, it)).count()).sum(),
            )
        };
        let limit = find_limit(&file, plan.checks.iter().filter(|check| allowed.contains(&check.source)))?;
        let (facts, pairs) = (plan_facts(&file, &plan)?, self.plan_pairs(&file, &plan)?);
        Ok(PlanView {
            gaps: self.gaps(&plan),
            will_send: questions(&|source, _| !source.by_hand),
            by_hand: questions(&|source, _| source.by_hand),
            joining: questions(&|_, check| check.joins),
            hidden: questions(&|_, check| check.sends_hidden),
            place_known: !derive_countries(&profile).is_empty(),
            facts,
            pairs,
            limit,
            sources,
        })
    }

    /// Shows one check of the plan or of the last scan in clear.
    pub fn check_reveal(&self, id: String) -> Result<RevealedCheck, UiError> {
        let file = self.attested_file()?;
        let named = |check: &Check| check.id.0 == id;
        let check = match self.whole_plan(&file)?.checks.into_iter().find(named) {
            Some(check) => Some(check),
            None => file.latest_scan()?.and_then(|scan| scan.checks.into_iter().find(named)),
        };
        let check = check.ok_or(UiError::of(ErrorCode::Gone))?;
        let values = check.values.reveal().iter();
        let values = values
            .map(|(placeholder, value)| SendsValue { label: label(*placeholder), masked: value.clone() });
        Ok(RevealedCheck {
            url: check.url.reveal().to_string(),
            body: check.body.as_ref().map(|body| body.reveal().clone()),
            values: values.collect(),
        })
    }

    /// Everything that could be asked; a source that proved within the week that it can say no has no control in it.
    pub(crate) fn whole_plan(&self, file: &CaseFile) -> Result<Plan, UiError> {
        let catalogue = self.catalogue();
        let wishes = Wishes {
            proven: file.proven(&catalogue)?,
            answered: file.answered()?,
            without: file.left_out_facts()?,
            together: file.pairs_together()?,
        };
        Ok(preview_plan_with(&catalogue, &file.profile()?, &wishes))
    }

    /// Facts of different lives that sources could be asked with together.
    fn plan_pairs(&self, file: &CaseFile, plan: &Plan) -> Result<Vec<PlanPair>, UiError> {
        let (profile, together) = (file.profile()?, file.pairs_together()?);
        let mut sources: BTreeMap<&Pair, Vec<String>> = BTreeMap::new();
        for (source, pairs) in &plan.pairs {
            for pair in pairs {
                sources.entry(pair).or_default().push(self.name_of(source));
            }
        }
        let views = sources.into_iter().map(|(pair, sources)| PlanPair {
            id: name_pair(pair),
            facts: pair.0.iter().filter_map(|id| profile.get(id)).map(fact_view).collect(),
            sources,
            together: together.contains(pair),
        });
        Ok(views.collect())
    }

    fn gaps(&self, plan: &Plan) -> Vec<GapView> {
        let (catalogue, gaps) = (self.catalogue(), plan.gaps.iter());
        gaps.filter_map(|(id, gap)| {
            Some(GapView { name: catalogue.get(id)?.name.clone(), why: explain_gap(gap) })
        })
        .collect()
    }
}

/// The facts that a plan could ask about, and how many of its questions each is in.
fn plan_facts(file: &CaseFile, plan: &Plan) -> Result<Vec<PlanFact>, UiError> {
    let left_out = file.left_out_facts()?;
    let records = file.identifiers()?.into_iter().map(|record| record.identifier);
    let views = records.filter(|fact| fact.may_send && is_askable(fact)).map(|fact| PlanFact {
        questions: count(plan.checks.iter().filter(|check| check.identifiers.contains(&fact.id)).count()),
        included: !left_out.contains(&fact.id),
        ..fact_view(&fact)
    });
    Ok(views.collect())
}

/// Whether there is a placeholder for this kind of fact.
fn is_askable(fact: &Identifier) -> bool {
    Placeholder::ALL.into_iter().any(|placeholder| kind_of(placeholder) == fact.value.reveal().kind())
}

fn fact_view(fact: &Identifier) -> PlanFact {
    let value = fact.value.reveal();
    PlanFact {
        id: fact.id.0.clone(),
        kind: word_of(&value.kind()),
        detail: detail_of(value),
        masked: mask_value(value, fact.hidden),
        included: true,
        questions: 0,
    }
}

fn covers_of(applies: Applies) -> Covers {
    match applies {
        Applies::Everywhere => Covers::Everywhere,
        Applies::Here => Covers::Here,
        Applies::Elsewhere => Covers::Elsewhere,
        Applies::Unknown => Covers::Unknown,
    }
}

/// The plan's checks grouped by source, in the plan's order: who learns least stands first.
fn by_source(plan: &Plan) -> Vec<(&SourceId, Vec<&Check>)> {
    let mut groups: Vec<(&SourceId, Vec<&Check>)> = Vec::new();
    for check in &plan.checks {
        match groups.iter_mut().find(|(source, _)| **source == check.source) {
            Some((_, checks)) => checks.push(check),
            None => groups.push((&check.source, vec![check])),
        }
    }
    groups
}

fn plan_source(
    definition: &Definition,
    checks: &[&Check],
    keys: &BTreeMap<SourceId, Personal<String>>,
    left_out: usize,
) -> PlanSource {
    let key = match &definition.probe {
        Probe::Json(json) => json.key.as_ref().map(|key| KeyView {
            ask: key.ask.clone(),
            given: keys.contains_key(&definition.id),
            optional: key.public.is_some(),
        }),
        _ => None,
    };
    PlanSource {
        id: definition.id.0.clone(),
        name: definition.name.clone(),
        category: word_of(&definition.category),
        host: definition.host().to_owned(),
        by_hand: definition.is_by_hand(),
        why_by_hand: why_by_hand(definition),
        allowed: false,
        covers: Covers::Everywhere,
        countries: definition.countries.clone(),
        name_in_host: definition.template().has_label(),
        checked_live: definition.checked_live.clone(),
        note: definition.note.clone(),
        community: definition.community.as_ref().map(|community| {
            format!("From the list {} ({}), which others keep.", community.list, community.licence)
        }),
        checks: checks.iter().map(|check| plan_check(check)).collect(),
        left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
        key,
    }
}

fn plan_check(check: &Check) -> PlanCheck {
    PlanCheck {
        id: check.id.0.clone(),
        sends: masked_values(check.values.reveal(), check.control, check.sends_hidden),
        control: check.control,
        joins: check.joins,
        other_spelling: check.stands_for.is_some(),
        sends_hidden: check.sends_hidden,
        why: check.why.clone(),
        further: check.at_most.into(),
    }
}

/// What a check sends, masked; a control's value is invented and shown as it is.
pub(crate) fn masked_values(values: &Values, control: bool, sends_hidden: bool) -> Vec<SendsValue> {
    values
        .iter()
        .map(|(placeholder, value)| {
            let masked =
                if control { value.clone() } else { mask_placeholder(*placeholder, value, sends_hidden) };
            SendsValue { label: label(*placeholder), masked }
        })
        .collect()
}

fn mask_placeholder(placeholder: Placeholder, value: &str, hidden: bool) -> String {
    if hidden {
        return COVER.to_owned();
    }
    match placeholder {
        Placeholder::Region | Placeholder::RegionName => value.to_owned(),
        Placeholder::Street | Placeholder::Postcode => COVER.to_owned(),
        Placeholder::Email => mask_email(value),
        Placeholder::Domain => mask_domain(value),
        Placeholder::Phone | Placeholder::PhoneNational => mask_phone(value),
        Placeholder::First | Placeholder::Last | Placeholder::City | Placeholder::Username => {
            mask_words(value)
        }
    }
}

fn label(placeholder: Placeholder) -> String {
    match placeholder {
        Placeholder::First => "first name",
        Placeholder::Last => "family name",
        Placeholder::City => "city",
        Placeholder::Region | Placeholder::RegionName => "state or region",
        Placeholder::Postcode => "postcode",
        Placeholder::Street => "street",
        Placeholder::Username => "user name",
        Placeholder::Email => "e-mail",
        Placeholder::Phone | Placeholder::PhoneNational => "phone",
        Placeholder::Domain => "domain",
    }
    .to_owned()
}

fn why_by_hand(definition: &Definition) -> Option<String> {
    let Probe::Hand(hand) = &definition.probe else { return None };
    let why = match hand.why {
        HandWhy::BotWall => "This site keeps programs out, so you look yourself.",
        HandWhy::Captcha => "This site asks a puzzle that only a person may solve.",
        HandWhy::Login => "This site wants you to sign in or to type more about yourself.",
        HandWhy::Terms => "This site does not want programs to search it.",
        HandWhy::Eyes => "This takes your own eyes.",
    };
    Some(why.to_owned())
}

fn explain_gap(gap: &Gap) -> String {
    let kinds = |kinds: &[Kind]| kinds.iter().map(|kind| kind_word(*kind)).collect::<Vec<_>>().join(" and ");
    match gap {
        Gap::Missing(missing) => {
            format!("Needs {} that you have not entered (or not fully).", kinds(missing))
        }
        Gap::NeverSend(withheld) => format!("You marked {} as never to be sent.", kinds(withheld)),
        Gap::LeftOut(kinds_left) => format!("You left {} out of this plan.", kinds(kinds_left)),
        Gap::LivesApart => {
            "It would be asked with two facts that you keep apart, and would learn that they belong together. Tick the pair above to ask it."
                .to_owned()
        }
        Gap::DoesNotApply => "Does not fit what you entered.".to_owned(),
    }
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "a first and family name",
        Kind::Username => "a user name",
        Kind::Email => "an e-mail address",
        Kind::Phone => "a phone number",
        Kind::Address => "an address",
        Kind::Birth => "a birth date",
        Kind::Domain => "a domain",
        Kind::Relative => "a relative",
        Kind::Affiliation => "an employer or school",
    }
}
