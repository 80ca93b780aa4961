#include "acme/Certificate.h"

#include "acme/EcKey.h"
#include "acme/OpenSsl.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

// A clock of ours that is two days slow must not make us throw away what the CA has just issued.
constexpr Millis clockTolerance = std::chrono::hours(72);

Error bad(const QString &why)
{
    return systemError(u"acme.bad_certificate"_s, why);
}

QStringList dnsNames(const X509 *certificate)
{
    const NamesPtr names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    QStringList result;
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_DNS)
            continue;
        const auto *data = reinterpret_cast<const char *>(ASN1_STRING_get0_data(name->d.dNSName));
        result.append(QString::fromLatin1(data, ASN1_STRING_length(name->d.dNSName)).toLower());
    }
    return result;
}

QString issuerText(const X509 *certificate)
{
    const BioPtr bio = writeBio();
    X509_NAME_print_ex(bio.get(), X509_get_issuer_name(certificate), 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    return QString::fromUtf8(bioBytes(bio.get()));
}

QByteArray serialOctets(const X509 *certificate)
{
    const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate);
    QByteArray bytes(reinterpret_cast<const char *>(ASN1_STRING_get0_data(serial)), ASN1_STRING_length(serial));
    // OpenSSL keeps the magnitude; DER has a zero octet before a set top bit.
    if (bytes.isEmpty() || (static_cast<unsigned char>(bytes.front()) & 0x80) != 0)
        bytes.prepend('\0');
    return bytes;
}

QByteArray authorityKeyId(const X509 *certificate)
{
    const std::unique_ptr<AUTHORITY_KEYID, Freed<AUTHORITY_KEYID_free>> id(
        static_cast<AUTHORITY_KEYID *>(X509_get_ext_d2i(certificate, NID_authority_key_identifier, nullptr, nullptr)));
    if (!id || !id->keyid)
        return {};
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(id->keyid)), ASN1_STRING_length(id->keyid)};
}

CertificateInfo describeLeaf(X509 *leaf)
{
    CertificateInfo info;
    info.notBefore = fromAsn1(X509_get0_notBefore(leaf));
    info.notAfter = fromAsn1(X509_get0_notAfter(leaf));
    info.names = dnsNames(leaf);
    info.issuer = issuerText(leaf);
    info.serialBytes = serialOctets(leaf);
    info.serial = QString::fromLatin1(info.serialBytes.toHex());
    info.authorityKeyId = authorityKeyId(leaf);
    unsigned char *der = nullptr;
    const int length = i2d_X509(leaf, &der);
    if (length > 0) {
        const QByteArrayView bytes(reinterpret_cast<const char *>(der), length);
        info.fingerprint = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        OPENSSL_free(der);
    }
    return info;
}

bool isNamed(X509 *leaf, const QString &host)
{
    const QByteArray name = host.toLatin1();
    return X509_check_host(leaf, name.constData(), static_cast<std::size_t>(name.size()),
                           X509_CHECK_FLAG_NEVER_CHECK_SUBJECT, nullptr) == 1;
}

bool linksFit(const std::vector<X509Ptr> &chain)
{
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        X509 *issuer = chain[i + 1].get();
        if (X509_check_issued(issuer, chain[i].get()) != X509_V_OK ||
            X509_verify(chain[i].get(), X509_get0_pubkey(issuer)) != 1) {
            (void)takeOpenSslError();
            return false;
        }
    }
    return true;
}

} // namespace

Result<CertificateInfo> parseCertificate(const QByteArray &chainPem)
{
    const std::vector<X509Ptr> chain = readChain(chainPem);
    if (chain.empty())
        return bad(u"not a PEM certificate chain"_s);
    return describeLeaf(chain.front().get());
}

Result<CertificateInfo> checkCertificate(const QByteArray &chainPem, const QByteArray &keyPem, const QString &host,
                                         TimePoint now)
{
    const std::vector<X509Ptr> chain = readChain(chainPem);
    if (chain.empty())
        return bad(u"not a PEM certificate chain"_s);
    const Result<EcKey> key = EcKey::fromPem(keyPem);
    if (!key)
        return bad(u"the key is not readable"_s);
    X509 *leaf = chain.front().get();
    if (X509_check_private_key(leaf, key->handle()) != 1) {
        (void)takeOpenSslError();
        return bad(u"the certificate is for another key"_s);
    }
    if (!isNamed(leaf, host))
        return bad(u"the certificate is for another name"_s);
    if (!linksFit(chain))
        return bad(u"the chain does not fit together"_s);
    CertificateInfo info = describeLeaf(leaf);
    if (info.notAfter <= now)
        return bad(u"the certificate has expired"_s);
    if (info.notBefore > now + clockTolerance)
        return bad(u"the certificate is not valid yet"_s);
    return info;
}

bool isBetter(const QByteArray &newChain, const QByteArray &oldChain, const QString &host, const QByteArray &newKeyPem,
              TimePoint now)
{
    const Result<CertificateInfo> fresh = checkCertificate(newChain, newKeyPem, host, now);
    if (!fresh)
        return false;
    const std::vector<X509Ptr> old = readChain(oldChain);
    if (old.empty() || !isNamed(old.front().get(), host))
        return true;
    return fresh->notAfter > fromAsn1(X509_get0_notAfter(old.front().get()));
}

} // namespace unmta::acme
