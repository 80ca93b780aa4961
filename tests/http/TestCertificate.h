// A throw-away certificate for one host, signed by itself.
#pragma once

#include <QByteArray>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace unmta::test {

struct TestCertificate
{
    QByteArray chainPem;
    QByteArray keyPem;
};

inline QByteArray takeText(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QByteArray text(data, size);
    BIO_free(bio);
    return text;
}

inline TestCertificate makeCertificate(const QByteArray &host, long serial = 1, long validSeconds = 3600)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), validSeconds);
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(host.constData()), -1,
                               -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_set_pubkey(certificate, key);
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *names =
        X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, QByteArray("DNS:" + host).constData());
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate, key, EVP_sha256());

    TestCertificate result;
    BIO *chain = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(chain, certificate);
    result.chainPem = takeText(chain);
    BIO *secret = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr);
    result.keyPem = takeText(secret);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return result;
}

} // namespace unmta::test
