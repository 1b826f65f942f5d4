//! The reference of the benchmark of checks: a bare loop of the HTTP client over addresses read from standard input, each
//! asked for once and read to its end, 512 at a time, without queues, ledger, limits or verdicts.

use futures::StreamExt;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut urls = String::new();
    std::io::stdin().read_to_string(&mut urls)?;
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(without_roots()?)
        .no_proxy()
        .dns_resolver(Arc::new(ThisMachine))
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(20))
        .build()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let answered = runtime.block_on(async {
        let ask = |url: &str| {
            let asking = client.get(url).send();
            async move { asking.await?.bytes().await }
        };
        let answers = futures::stream::iter(urls.lines()).map(ask).buffer_unordered(512);
        answers.filter(|answer| std::future::ready(answer.is_ok())).count().await
    });
    runtime.shutdown_background();
    writeln!(std::io::stdout(), "{answered}")?;
    Ok(())
}

/// Every name is this machine, so that no name server is part of the measure.
struct ThisMachine;

impl Resolve for ThisMachine {
    fn resolve(&self, _: Name) -> Resolving {
        let here: Addrs = Box::new(std::iter::once(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))));
        Box::pin(std::future::ready(Ok(here)))
    }
}

/// TLS that trusts nobody: the sites of the benchmark speak plainly.
fn without_roots() -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = rustls::crypto::ring::default_provider().into();
    let builder =
        rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth())
}
