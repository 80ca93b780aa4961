// OpenSSL objects as owned values, and the few conversions that this folder shares. Private to the folder.
#pragma once

#include "base/Clock.h"
#include "base/Error.h"

#include <QByteArray>
#include <QString>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <vector>

namespace unmta::acme {

template <auto freeFunction>
struct Freed
{
    template <typename T>
    void operator()(T *object) const
    {
        freeFunction(object);
    }
};

using BioPtr = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using BignumPtr = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using SignaturePtr = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using X509Ptr = std::unique_ptr<X509, Freed<X509_free>>;
using RequestPtr = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using NamesPtr = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;
using TimePtr = std::unique_ptr<ASN1_TIME, Freed<ASN1_TIME_free>>;

[[nodiscard]] BioPtr readBio(const QByteArray &bytes);
[[nodiscard]] BioPtr writeBio();
[[nodiscard]] QByteArray bioBytes(BIO *bio);

// The first words of OpenSSL's error queue, which is emptied; for Error::detail.
[[nodiscard]] QString takeOpenSslError();

// Null when there is no certificate, one does not parse, or there are more than ten.
[[nodiscard]] std::vector<X509Ptr> readChain(const QByteArray &pem);
[[nodiscard]] QByteArray certificatePem(X509 *certificate);

[[nodiscard]] TimePoint fromAsn1(const ASN1_TIME *time);
[[nodiscard]] TimePtr toAsn1(TimePoint time);

// subjectAltName; each subject is a host name or a numeric address. Null when there is none or OpenSSL refuses one.
[[nodiscard]] ExtensionPtr altNameExtension(const QStringList &subjects, bool isCritical);

} // namespace unmta::acme
