#include "acme/InternalCa.h"

#include "acme/Certificate.h"
#include "acme/EcKey.h"
#include "acme/Gate.h"
#include "acme/OpenSsl.h"

#include <openssl/rand.h>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

constexpr Millis rootLifetime = std::chrono::days(3652);
constexpr Millis leafLifetime = std::chrono::days(90);

Error caFailed()
{
    return systemError(u"acme.internal_ca"_s, takeOpenSslError());
}

bool setRandomSerial(X509 *certificate)
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40); // positive and of constant length
    const BignumPtr number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addName(X509_NAME *name, const char *field, const QByteArray &value)
{
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(value.constData()),
                                      static_cast<int>(value.size()), -1, 0) == 1;
}

// Version, serial, validity and public key: what root and leaf share.
X509Ptr newCertificate(const EcKey &key, TimePoint from, TimePoint to)
{
    X509Ptr certificate(X509_new());
    const TimePtr notBefore = toAsn1(from);
    const TimePtr notAfter = toAsn1(to);
    const bool isFilled =
        certificate && notBefore && notAfter && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        setRandomSerial(certificate.get()) && X509_set1_notBefore(certificate.get(), notBefore.get()) == 1 &&
        X509_set1_notAfter(certificate.get(), notAfter.get()) == 1 &&
        X509_set_pubkey(certificate.get(), key.handle()) == 1;
    return isFilled ? std::move(certificate) : nullptr;
}

} // namespace

struct InternalCa::Parsed
{
    X509Ptr root;
    EcKey key;
};

Result<InternalCa> InternalCa::create(TimePoint now, Millis backdate)
{
    Result<EcKey> key = EcKey::generate();
    if (!key)
        return caFailed();
    X509Ptr root = newCertificate(*key, now - backdate, now + rootLifetime);
    if (!root)
        return caFailed();
    X509_NAME *subject = X509_get_subject_name(root.get());
    const bool isFilled = addName(subject, "O", "unMTA Tracking") && addName(subject, "CN", "unMTA Tracking root") &&
                          X509_set_issuer_name(root.get(), subject) == 1 &&
                          addExtension(root.get(), root.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                          addExtension(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
                          addExtension(root.get(), root.get(), NID_subject_key_identifier, "hash") &&
                          X509_sign(root.get(), key->handle(), EVP_sha256()) > 0;
    if (!isFilled)
        return caFailed();
    InternalCa ca;
    ca.m_rootPem = certificatePem(root.get());
    ca.m_keyPem = key->toPem();
    ca.m_parsed = std::make_shared<const Parsed>(Parsed{std::move(root), *std::move(key)});
    return ca;
}

Result<InternalCa> InternalCa::fromPem(const QByteArray &rootPem, const QByteArray &keyPem)
{
    std::vector<X509Ptr> chain = readChain(rootPem);
    Result<EcKey> key = EcKey::fromPem(keyPem);
    if (chain.empty() || !key)
        return systemError(u"acme.internal_ca"_s, u"root or key does not parse"_s);
    if (X509_check_private_key(chain.front().get(), key->handle()) != 1) {
        (void)takeOpenSslError();
        return systemError(u"acme.internal_ca"_s, u"the key is not the root's"_s);
    }
    InternalCa ca;
    ca.m_rootPem = rootPem;
    ca.m_keyPem = keyPem;
    ca.m_parsed = std::make_shared<const Parsed>(Parsed{std::move(chain.front()), *std::move(key)});
    return ca;
}

Result<IssuedCertificate> InternalCa::issue(const QString &host, TimePoint now, Millis backdate) const
{
    return issue(QStringList{host}, now, backdate);
}

Result<IssuedCertificate> InternalCa::issue(const QStringList &subjects, TimePoint now, Millis backdate) const
{
    const Result<EcKey> key = EcKey::generate();
    if (!m_parsed || !key)
        return caFailed();
    X509 *root = m_parsed->root.get();
    const X509Ptr leaf = newCertificate(*key, now - backdate, now + leafLifetime);
    const ExtensionPtr altName = altNameExtension(subjects, true); // critical: the subject is empty
    const bool isFilled = leaf && altName && X509_set_issuer_name(leaf.get(), X509_get_subject_name(root)) == 1 &&
                          X509_add_ext(leaf.get(), altName.get(), -1) == 1 &&
                          addExtension(leaf.get(), root, NID_basic_constraints, "critical,CA:FALSE") &&
                          addExtension(leaf.get(), root, NID_key_usage, "critical,digitalSignature") &&
                          addExtension(leaf.get(), root, NID_ext_key_usage, "serverAuth") &&
                          addExtension(leaf.get(), root, NID_subject_key_identifier, "hash") &&
                          addExtension(leaf.get(), root, NID_authority_key_identifier, "keyid:always") &&
                          X509_sign(leaf.get(), m_parsed->key.handle(), EVP_sha256()) > 0;
    if (!isFilled)
        return caFailed();
    IssuedCertificate issued;
    const QByteArray leafPem = certificatePem(leaf.get());
    issued.chainPem = leafPem + m_rootPem;
    issued.keyPem = key->toPem();
    const Result<CertificateInfo> info = parseCertificate(leafPem);
    if (!info)
        return info.error();
    issued.notBefore = info->notBefore;
    issued.notAfter = info->notAfter;
    issued.issuerName = info->issuer;
    return issued;
}

InternalIssuer::InternalIssuer(outbound::Outbound &worker, const Clock &clock, InternalCa ca, Millis backdate)
    : m_worker(worker)
    , m_clock(clock)
    , m_ca(std::move(ca))
    , m_backdate(backdate)
    , m_gate(std::make_shared<Gate>())
{}

InternalIssuer::~InternalIssuer()
{
    m_gate->close();
}

void InternalIssuer::issue(IssueRequest request, Progress, Done done)
{
    m_worker.post(m_gate->wrap([this, host = request.host, done = std::move(done)] {
        Result<IssuedCertificate> issued = m_ca.issue(host, m_clock.now(), m_backdate);
        const bool failed = !issued;
        done({std::move(issued), failed, std::nullopt});
    }));
}

void InternalIssuer::renewalWindow(QByteArray, std::function<void(RenewalAdvice)> done)
{
    m_worker.post(m_gate->wrap([done = std::move(done)] { done(RenewalAdvice()); }));
}

QString InternalIssuer::kind() const
{
    return u"internal"_s;
}

} // namespace unmta::acme
