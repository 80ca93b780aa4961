// Reading certificates (X.509, RFC 5280) and deciding which of two is the better one.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace unmta::acme {

struct CertificateInfo
{
    TimePoint notBefore;
    TimePoint notAfter;
    QStringList names;         // DNS names of the subject alternative name, lower case
    QString issuer;            // RFC 2253 form
    QString serial;            // lower-case hex
    QString fingerprint;       // SHA-256 of the DER, lower-case hex
    QByteArray serialBytes;    // content octets of the DER INTEGER
    QByteArray authorityKeyId; // empty when absent
};

// Parses the whole chain and describes its first certificate. Error codes: "acme.bad_certificate".
[[nodiscard]] Result<CertificateInfo> parseCertificate(const QByteArray &chainPem);

// True when the chain's links fit (each certificate is issued by the next), the key belongs to the leaf, the leaf
// names the host and is valid at `now`. Error codes: "acme.bad_certificate" with what is wrong as detail.
[[nodiscard]] Result<CertificateInfo> checkCertificate(const QByteArray &chainPem, const QByteArray &keyPem,
                                                       const QString &host, TimePoint now);

// May `newChain` replace `oldChain` for the host? It must pass checkCertificate and end later than a still usable old
// one (an old one that is empty, unreadable or for another name always loses).
[[nodiscard]] bool isBetter(const QByteArray &newChain, const QByteArray &oldChain, const QString &host,
                            const QByteArray &newKeyPem, TimePoint now);

} // namespace unmta::acme
