//! Whom a connection trusts: the system's roots, or the practice range's own authority and nobody else.

use crate::reach::Reach;
use crate::unready::Unready;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

/// The TLS settings of a reach: TLS 1.2 and 1.3 by ring, no client certificate.
///
/// For this machine's own hosts no authority is trusted beyond the system's, which may have none.
pub(crate) fn make_tls(reach: &Reach) -> Result<ClientConfig, Unready> {
    let provider: Arc<CryptoProvider> = ring::default_provider().into();
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(Unready::Tls)?;
    let builder = match reach {
        Reach::Live => builder.with_platform_verifier().map_err(Unready::Tls)?,
        Reach::Range(door) => builder.with_root_certificates(read_authority(&door.ca_pem)?),
        Reach::Loopback => match builder.clone().with_platform_verifier() {
            Ok(builder) => builder,
            Err(_) => builder.with_root_certificates(RootCertStore::empty()),
        },
    };
    let mut tls = builder.with_no_client_auth();
    tls.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(tls)
}

fn read_authority(pem: &str) -> Result<RootCertStore, Unready> {
    let authority =
        CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| Unready::UnreadableAuthority)?;
    let mut roots = RootCertStore::empty();
    roots.add(authority).map_err(Unready::Tls)?;
    Ok(roots)
}
