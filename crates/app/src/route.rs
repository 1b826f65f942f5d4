//! How questions leave this machine: straight, or through a proxy that the person chose; kept with the case.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{ErrorCode, HandShown, RouteChecked, RouteKind, RouteView, SetRoute, UiError};
use unlisted_core::Personal;
use unlisted_net::{BadRoute, Route, check_proxy};

impl App {
    /// How questions leave, without the name and password of a proxy.
    pub fn route_view(&self, (): ()) -> Result<RouteView, UiError> {
        let file = self.file()?;
        let kept = file.route()?;
        let route = read_route(kept.as_ref())?;
        let shown = kept.map(|text| without_credentials(text.reveal())).unwrap_or_default();
        Ok(RouteView { kind: kind_of(&route), shown, practice: self.practice().is_some() })
    }

    /// Chooses another way; the next check takes it, and no other where it fails.
    pub fn route_set(&self, set: SetRoute) -> Result<RouteView, UiError> {
        let file = self.file()?;
        let text = set.address.trim();
        let route = Route::parse(if text.is_empty() { "direct" } else { text }).map_err(refused)?;
        let kept = (route != Route::Direct).then(|| Personal::<String>::from(text));
        file.keep_route(kept)?;
        self.route_view(())
    }

    /// Whether the chosen proxy is there and works. Asks nobody but the proxy.
    pub fn route_check(&self, (): ()) -> Result<RouteChecked, UiError> {
        let route = chosen_route(&self.file()?)?;
        let told = match self.inner.runtime.block_on(check_proxy(&route)) {
            Ok(()) if route == Route::Direct => RouteChecked {
                works: true,
                explain: "No proxy is used: each site sees the address of your connection.".to_owned(),
                advice: String::new(),
            },
            Ok(()) => RouteChecked {
                works: true,
                explain:
                    "The proxy answers. Every question leaves through it, and names are looked up there."
                        .to_owned(),
                advice: "If it stops working, nothing is asked: there is no other way out.".to_owned(),
            },
            Err(fault) => RouteChecked {
                works: false,
                explain: "The proxy cannot be used, so nothing would be asked.".to_owned(),
                advice: fault.advice().to_owned(),
            },
        };
        Ok(told)
    }

    /// What is said in place of opening a page in the person's own browser, where another way out was chosen, which that
    /// browser does not take. In practice nothing is opened, so nothing is asked.
    pub(crate) fn ask_before_browser(&self) -> Result<Option<HandShown>, UiError> {
        let kind = kind_of(&chosen_route(&self.attested_file()?)?);
        let is_asked = kind != RouteKind::Direct && self.practice().is_none();
        Ok(is_asked.then_some(HandShown { opened: false, instead: None, ask_first: Some(kind) }))
    }
}

/// The way out that the case has chosen.
pub(crate) fn chosen_route(file: &CaseFile) -> Result<Route, UiError> {
    read_route(file.route()?.as_ref())
}

/// What is kept was read before; if it cannot be read any more, nothing is asked rather than asked straight.
fn read_route(kept: Option<&Personal<String>>) -> Result<Route, UiError> {
    kept.map_or(Ok(Route::Direct), |text| Route::parse(text.reveal()).map_err(refused))
}

fn kind_of(route: &Route) -> RouteKind {
    match route {
        Route::Direct => RouteKind::Direct,
        Route::Http(_) => RouteKind::Http,
        Route::Socks5h(_) => RouteKind::Socks,
        Route::Tor(_) => RouteKind::Tor,
    }
}

fn refused(why: BadRoute) -> UiError {
    let code = match why {
        BadRoute::LooksNamesUpHere => ErrorCode::ProxyTellsNames,
        _ => ErrorCode::NotAProxy,
    };
    UiError::at(code, "address")
}

/// `socks5h://name:password@host:1080` as `socks5h://host:1080`.
fn without_credentials(text: &str) -> String {
    match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, place))) => format!("{scheme}://{place}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (kept, shown) in [
            ("tor", "tor"),
            ("socks5h://127.0.0.1:1080", "socks5h://127.0.0.1:1080"),
            ("socks5h://wren:s3cret@127.0.0.1:1080", "socks5h://127.0.0.1:1080"),
            ("http://wren:p@ss@proxy.example.net:8080", "http://proxy.example.net:8080"),
        ] {
            assert_eq!(without_credentials(kept), shown, "of {kept}");
        }
    }
}
