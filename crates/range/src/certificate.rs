//! The range's own certificates, made anew at every start; the keys never leave memory.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use std::collections::BTreeSet;
use std::sync::Arc;
use thiserror::Error;

/// Why no certificate could be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NoCertificate {
    /// A host name that no certificate can carry, or a failed signature.
    #[error("sign a certificate for the practice range")]
    Sign(#[from] rcgen::Error),
    /// The TLS library refused what was made.
    #[error("use the practice range's certificate")]
    Use(#[from] rustls::Error),
}

/// The authority's certificate as PEM, and the server's settings with one certificate for all hosts.
pub(crate) fn make_certificates(hosts: &BTreeSet<String>) -> Result<(String, ServerConfig), NoCertificate> {
    let mut authority = CertificateParams::new(Vec::<String>::new())?;
    authority.distinguished_name.push(DnType::CommonName, "Unlisted practice range");
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let authority_key = KeyPair::generate()?;
    let authority_pem = authority.self_signed(&authority_key)?.pem();
    let issuer = Issuer::new(authority, authority_key);

    let mut leaf = CertificateParams::new(hosts.iter().cloned().collect::<Vec<_>>())?;
    leaf.distinguished_name.push(DnType::CommonName, "Unlisted practice range, all hosts");
    leaf.use_authority_key_identifier_extension = true;
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let leaf_key = KeyPair::generate()?;
    let certificate = leaf.signed_by(&leaf_key, &issuer)?;

    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivatePkcs8KeyDer::from(leaf_key.serialize_der()).into(),
        )?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok((authority_pem, config))
}
