//! The embedded database behind TLS, as DynamoDB is: an RSA certificate of 2,048 bits, of an authority
//! under a root that only the functions measured here trust.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use local::database::{Database, Storage};
use measure::caller::Failed;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, PKCS_RSA_SHA256,
    RsaKeySize,
};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// Where distributions keep all roots in one file: Debian's family, and Amazon's and Red Hat's.
const ALL_ROOTS: [&str; 2] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
];
/// Those that our functions trust on Lambda.
const AMAZON_ROOTS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/edge/src/amazon-roots.pem"
);

/// The database, served until this value goes.
#[derive(Debug)]
pub struct Secured {
    /// Without TLS, for the emulator and for setting up.
    pub plain: String,
    /// With TLS.
    pub endpoint: String,
    /// What our functions trust, and the measurement's own root.
    pub few_roots: PathBuf,
    /// What the SDK trusts by default, and the measurement's own root.
    pub all_roots: PathBuf,
    _database: Database,
    server: JoinHandle<()>,
}

impl Drop for Secured {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Secured {
    /// Opens an empty store in memory; `folder` takes the files of roots.
    pub async fn open(folder: &Path) -> Result<Self, Failed> {
        let template = local::template::shipped()?;
        let database = Database::open(&Storage::Memory, &template.tables).await?;
        let (root, config) = certified().map_err(|error| Failed::Unreadable(error.to_string()))?;
        let failed = |error| Failed::File("the database's port".to_owned(), error);
        let address = database.endpoint.trim_start_matches("http://").to_owned();
        // As a name, so that it is looked up as DynamoDB's is.
        let listener = TcpListener::bind("localhost:0").await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let address: SocketAddr = address
            .parse()
            .map_err(|_| Failed::Unreadable(format!("{address} is no address")))?;
        let server = tokio::spawn(serve(listener, TlsAcceptor::from(config), address));
        let all = ALL_ROOTS.iter().find(|path| Path::new(path).exists());
        Ok(Self {
            plain: database.endpoint.clone(),
            endpoint: format!("https://localhost:{port}"),
            few_roots: roots(folder, "few-roots.pem", Some(AMAZON_ROOTS), &root)?,
            all_roots: roots(folder, "all-roots.pem", all.copied(), &root)?,
            _database: database,
            server,
        })
    }
}

/// A file of these roots and `own`.
fn roots(folder: &Path, name: &str, others: Option<&str>, own: &str) -> Result<PathBuf, Failed> {
    let path = folder.join(name);
    let failed = |error| Failed::File(path.display().to_string(), error);
    let others = others.map_or_else(|| Ok(Vec::new()), std::fs::read);
    let mut file = std::fs::File::create(&path).map_err(failed)?;
    file.write_all(&others.map_err(failed)?).map_err(failed)?;
    file.write_all(own.as_bytes()).map_err(failed)?;
    Ok(path)
}

/// A root as PEM, and what a server with a certificate under it needs.
fn certified() -> Result<(String, Arc<ServerConfig>), Box<dyn std::error::Error>> {
    let key = || KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048);
    let authority = |name: &str| {
        let mut params = CertificateParams::new(Vec::new())?;
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Ok::<_, rcgen::Error>(params)
    };
    let root = CertifiedIssuer::self_signed(authority("root of a measurement")?, key()?)?;
    let between = CertifiedIssuer::signed_by(authority("between")?, key()?, &root)?;
    let server = key()?;
    let leaf =
        CertificateParams::new(vec!["localhost".to_owned()])?.signed_by(&server, &between)?;
    let chain = vec![leaf.der().clone(), between.der().clone()];
    let private = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(server.serialize_der()));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, private)?;
    Ok((root.pem(), Arc::new(config)))
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor, database: SocketAddr) {
    while let Ok((client, _)) = listener.accept().await {
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            // Whoever is killed in the middle of a handshake is no error here.
            let _ = client.set_nodelay(true);
            let (Ok(mut client), Ok(mut database)) =
                tokio::join!(acceptor.accept(client), TcpStream::connect(database))
            else {
                return;
            };
            let _ = database.set_nodelay(true);
            let _ = tokio::io::copy_bidirectional(&mut client, &mut database).await;
        });
    }
}
