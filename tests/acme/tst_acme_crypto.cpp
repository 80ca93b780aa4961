// Keys, signatures, requests, certificates, renewal and the local CA, against published vectors where there are any.
#include "support/FakeClock.h"
#include "support/FakeRandom.h"

#include "acme/Certificate.h"
#include "acme/CertificateIssuer.h"
#include "acme/Csr.h"
#include "acme/EcKey.h"
#include "acme/InternalCa.h"
#include "acme/Jws.h"
#include "acme/RenewalInfo.h"
#include "domain/CertificateMaterial.h"
#include "outbound/OutboundHttp.h"
#include "support/TestMain.h"

#include <QJsonDocument>
#include <QTest>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace unmta::tst_acme_crypto {

using namespace Qt::StringLiterals;
using namespace unmta::acme;
using namespace std::chrono_literals;

namespace {

// The key of RFC 7515 appendix A.3 as PKCS#8.
const QByteArray rfc7515Key = "-----BEGIN PRIVATE KEY-----\n"
                              "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgjpsQnnGQmL+YBIff\n"
                              "H1136cspYG6+0iY7X1fCE9+E9LKhRANCAAR/zc4ncPbEXUGDy+5v20t7WAczNXvp\n"
                              "7xO6z248e9FURcfxRM0bvZt+hyzf7bnuufSzaV1uqQskrYpGIyiFiOWt\n"
                              "-----END PRIVATE KEY-----\n";

const TimePoint start = fromUnixMs(1'790'000'000'000);

// OpenSSL's own verification of an r|s signature, for any signer.
bool verifies(const EcKey &key, const QByteArray &data, const QByteArray &raw)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(raw.constData());
    ECDSA_SIG *signature = ECDSA_SIG_new();
    ECDSA_SIG_set0(signature, BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr));
    unsigned char *der = nullptr;
    const int length = i2d_ECDSA_SIG(signature, &der);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key.handle());
    const int verdict = EVP_DigestVerify(context, der, static_cast<std::size_t>(length),
                                         reinterpret_cast<const unsigned char *>(data.constData()),
                                         static_cast<std::size_t>(data.size()));
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    ECDSA_SIG_free(signature);
    return verdict == 1;
}

} // namespace

class TestAcmeCrypto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void base64UrlFollowsRfc7515()
    {
        const QByteArray bytes = QByteArray::fromHex("03ecffe0c1");
        QCOMPARE(base64Url(bytes), "A-z_4ME"_ba);
        QCOMPARE(*fromBase64Url("A-z_4ME"), bytes);
        QVERIFY(!fromBase64Url("A-z_4ME="));
        QVERIFY(!fromBase64Url("A+z/4ME"));
        QVERIFY(!fromBase64Url("A z"));
    }

    void thumbprintFollowsRfc7638()
    {
        const QJsonObject rsa{
            {u"kty"_s, u"RSA"_s},
            {u"n"_s,
             u"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRX"
             "jBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqz"
             "s8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-"
             "G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"_s},
            {u"e"_s, u"AQAB"_s}};
        QCOMPARE(jwkThumbprint(rsa), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"_ba);
    }

    void readsTheKeyOfRfc7515()
    {
        const auto key = EcKey::fromPem(rfc7515Key);
        QVERIFY(key.ok());
        const QJsonObject jwk = publicJwk(*key);
        QCOMPARE(jwk.value(u"x"_s).toString(), u"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"_s);
        QCOMPARE(jwk.value(u"y"_s).toString(), u"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"_s);
        QCOMPARE(keyAuthorization(u"abc"_s, *key), "abc.oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"_ba);
        QCOMPARE(key->toPem(), rfc7515Key);
    }

    void signsEs256AsRfc7515Does()
    {
        const auto key = EcKey::fromPem(rfc7515Key);
        // Appendix A.3's signature verifies with our reading of the key: the form r|s is the same.
        const QByteArray input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                                 "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        const auto published =
            fromBase64Url("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        QVERIFY(verifies(*key, input, *published));

        for (int i = 0; i < 200; ++i) {
            const auto jws = signEs256(*key, {{u"nonce"_s, i}, {u"url"_s, u"https://ca.example/new"_s}}, "{}");
            const QJsonObject object = QJsonDocument::fromJson(*jws).object();
            const QByteArray header = object.value(u"protected"_s).toString().toLatin1();
            QVERIFY(fromBase64Url(header)->contains("\"alg\":\"ES256\""));
            const auto signature = fromBase64Url(object.value(u"signature"_s).toString().toLatin1());
            QCOMPARE(signature->size(), 64);
            QVERIFY(verifies(*key, header + ".e30", *signature));
            QVERIFY(!verifies(*key, header + ".e31", *signature));
        }
    }

    void signsHs256()
    {
        // The secret of RFC 7515 appendix A.1; the expectation was computed with another implementation.
        const auto secret =
            fromBase64Url("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZ"
                          "r1Z9CAow");
        const QJsonObject jws =
            signHs256(*secret, {{u"kid"_s, u"k1"_s}, {u"url"_s, u"https://ca.example/new"_s}}, "{\"a\":1}");
        QCOMPARE(jws.value(u"protected"_s).toString(),
                 u"eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIiwidXJsIjoiaHR0cHM6Ly9jYS5leGFtcGxlL25ldyJ9"_s);
        QCOMPARE(jws.value(u"signature"_s).toString(), u"cy98p99jlVXvaSNhoT131JGJr3-xPy262mjWJ4sw7FE"_s);
    }

    void refusesOtherKeys_data()
    {
        QTest::addColumn<QByteArray>("pem");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("noise") << "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"_ba;
        QTest::newRow("encrypted, must not ask for a password")
            << "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIHsMFcGCSqGSIb3DQEFDTBK\n-----END ENCRYPTED PRIVATE KEY-----\n"_ba;
        EVP_PKEY *other = EVP_EC_gen("P-384");
        BIO *bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PKCS8PrivateKey(bio, other, nullptr, nullptr, 0, nullptr, nullptr);
        char *data = nullptr;
        const long length = BIO_get_mem_data(bio, &data);
        QTest::newRow("P-384") << QByteArray(data, length);
        BIO_free(bio);
        EVP_PKEY_free(other);
    }

    void refusesOtherKeys()
    {
        QFETCH(QByteArray, pem);
        QCOMPARE(EcKey::fromPem(pem).error().code, u"acme.bad_key"_s);
    }

    void requestsOneName()
    {
        const auto key = EcKey::generate();
        const auto der = makeCsr(*key, u"track.example.com"_s);
        QVERIFY(der.ok());
        const auto *cursor = reinterpret_cast<const unsigned char *>(der->constData());
        X509_REQ *request = d2i_X509_REQ(nullptr, &cursor, der->size());
        QVERIFY(request);
        QCOMPARE(X509_REQ_verify(request, key->handle()), 1);
        STACK_OF(X509_EXTENSION) *extensions = X509_REQ_get_extensions(request);
        auto *names = static_cast<GENERAL_NAMES *>(X509V3_get_d2i(extensions, NID_subject_alt_name, nullptr, nullptr));
        QCOMPARE(sk_GENERAL_NAME_num(names), 1);
        const ASN1_IA5STRING *name = sk_GENERAL_NAME_value(names, 0)->d.dNSName;
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name)), ASN1_STRING_length(name)),
                 "track.example.com"_ba);
        GENERAL_NAMES_free(names);
        sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
        X509_REQ_free(request);
    }

    void internalCaIssues()
    {
        const auto ca = InternalCa::create(start);
        const auto leaf = ca->issue(u"track.example.com"_s, start);
        QVERIFY(leaf.ok());
        QCOMPARE(leaf->notBefore, start - 1h);
        QCOMPARE(leaf->notAfter, start + std::chrono::days(90));
        QVERIFY(leaf->issuerName.contains(u"unMTA Tracking root"));
        const auto info = checkCertificate(leaf->chainPem, leaf->keyPem, u"track.example.com"_s, start);
        QVERIFY2(info.ok(), info ? "" : qPrintable(describe(info.error())));
        QCOMPARE(info->names, QStringList{u"track.example.com"_s});
        QVERIFY(leaf->chainPem.endsWith(ca->rootPem()));
        QVERIFY(!leaf->chainPem.contains("PRIVATE"));
        const auto second = ca->issue(u"track.example.com"_s, start);
        QVERIFY(parseCertificate(second->chainPem)->serial != info->serial);
    }

    // As the edge keeps 100,000 of them, whoever the authority is: they are spelled as OpenSSL spells them.
    void takesLittleMemoryAtTheEdge()
    {
        const auto ca = InternalCa::create(start);
        const auto leaf = ca->issue(u"track.example.com"_s, start);
        CommonIssuers issuers;
        const CertificateMaterial material(leaf->chainPem, leaf->keyPem, leaf->notAfter, 1, &issuers);
        QCOMPARE(material.chainPem(), leaf->chainPem);
        QCOMPARE(material.keyPem(), leaf->keyPem);
        QVERIFY2(material.ownBytes() < 600, QByteArray::number(material.ownBytes()));
        QCOMPARE(issuers.size(), 1);
    }

    void internalCaIssuesForSeveralNamesAndAddresses()
    {
        const auto ca = InternalCa::create(start);
        const auto leaf =
            ca->issue(QStringList{u"engine.example.com"_s, u"localhost"_s, u"192.0.2.7"_s, u"::1"_s}, start);
        QVERIFY(leaf.ok());
        BIO *pem = BIO_new_mem_buf(leaf->chainPem.constData(), static_cast<int>(leaf->chainPem.size()));
        X509 *certificate = PEM_read_bio_X509(pem, nullptr, nullptr, nullptr);
        QVERIFY(certificate);
        for (const char *host : {"engine.example.com", "localhost"})
            QCOMPARE(X509_check_host(certificate, host, 0, 0, nullptr), 1);
        for (const char *address : {"192.0.2.7", "::1"})
            QCOMPARE(X509_check_ip_asc(certificate, address, 0), 1);
        QCOMPARE(X509_check_host(certificate, "192.0.2.7", 0, 0, nullptr), 0); // an address is no name
        QCOMPARE(X509_check_ip_asc(certificate, "192.0.2.8", 0), 0);
        X509_free(certificate);
        BIO_free(pem);
        QCOMPARE(ca->issue(QStringList(), start).error().code, u"acme.internal_ca"_s);
    }

    void internalCaSurvivesStorage()
    {
        const auto ca = InternalCa::create(start);
        const auto again = InternalCa::fromPem(ca->rootPem(), ca->keyPem());
        QVERIFY(again.ok());
        const auto leaf = again->issue(u"track.example.com"_s, start);
        QVERIFY(checkCertificate(leaf->chainPem, leaf->keyPem, u"track.example.com"_s, start).ok());
        const auto stranger = InternalCa::create(start);
        QCOMPARE(InternalCa::fromPem(ca->rootPem(), stranger->keyPem()).error().code, u"acme.internal_ca"_s);
        QCOMPARE(InternalCa::fromPem({}, ca->keyPem()).error().code, u"acme.internal_ca"_s);
    }

    void internalIssuerAnswersOnTheWorker()
    {
        const test::FakeClock clock(start);
        outbound::OutboundHttp worker;
        InternalIssuer issuer(worker, clock, *InternalCa::create(start));
        QCOMPARE(issuer.kind(), u"internal"_s);
        std::atomic<bool> isIssued = false;
        std::atomic<bool> isElsewhere = false;
        const auto here = std::this_thread::get_id();
        issuer.issue({u"track.example.com"_s, {}, {}}, {}, [&](const IssueOutcome &outcome) {
            isElsewhere = std::this_thread::get_id() != here;
            isIssued = outcome.certificate.ok();
        });
        QTRY_VERIFY(isIssued);
        QVERIFY(isElsewhere);
    }

    void betterCertificate_data()
    {
        QTest::addColumn<QByteArray>("newChain");
        QTest::addColumn<QByteArray>("newKey");
        QTest::addColumn<QByteArray>("oldChain");
        QTest::addColumn<bool>("isBetter");
        const QString host = u"track.example.com"_s;
        const auto ca = InternalCa::create(start - std::chrono::days(200));
        const auto otherCa = InternalCa::create(start - std::chrono::days(200));
        const auto old = *ca->issue(host, start - std::chrono::days(60));
        const auto expired = *ca->issue(host, start - std::chrono::days(100));
        const auto fresh = *ca->issue(host, start);
        const auto future = *ca->issue(host, start + std::chrono::days(10));
        const auto foreign = *ca->issue(u"other.example.com"_s, start);
        const QByteArray freshLeaf = fresh.chainPem.first(fresh.chainPem.size() - ca->rootPem().size());
        const QByteArray none;

        QTest::newRow("ends later") << fresh.chainPem << fresh.keyPem << old.chainPem << true;
        QTest::newRow("the first one") << fresh.chainPem << fresh.keyPem << none << true;
        QTest::newRow("old one unreadable") << fresh.chainPem << fresh.keyPem << "garbage"_ba << true;
        QTest::newRow("old one for another name") << fresh.chainPem << fresh.keyPem << foreign.chainPem << true;
        QTest::newRow("old one expired") << fresh.chainPem << fresh.keyPem << expired.chainPem << true;
        QTest::newRow("a leaf alone") << freshLeaf << fresh.keyPem << old.chainPem << true;
        QTest::newRow("the same") << fresh.chainPem << fresh.keyPem << fresh.chainPem << false;
        QTest::newRow("ends earlier") << old.chainPem << old.keyPem << fresh.chainPem << false;
        QTest::newRow("expired") << expired.chainPem << expired.keyPem << none << false;
        QTest::newRow("not valid yet") << future.chainPem << future.keyPem << old.chainPem << false;
        QTest::newRow("for another name") << foreign.chainPem << foreign.keyPem << old.chainPem << false;
        QTest::newRow("for another key") << fresh.chainPem << old.keyPem << old.chainPem << false;
        QTest::newRow("no key") << fresh.chainPem << none << old.chainPem << false;
        QTest::newRow("not a certificate") << "<html>"_ba << fresh.keyPem << old.chainPem << false;
        QTest::newRow("cut off") << fresh.chainPem.first(fresh.chainPem.size() - 60) << fresh.keyPem << old.chainPem
                                 << false;
        QTest::newRow("a chain of strangers")
            << freshLeaf + otherCa->rootPem() << fresh.keyPem << old.chainPem << false;
        QTest::newRow("a chain in the wrong order")
            << ca->rootPem() + freshLeaf << fresh.keyPem << old.chainPem << false;
        QTest::newRow("a chain without end")
            << freshLeaf + ca->rootPem().repeated(20) << fresh.keyPem << old.chainPem << false;
    }

    void betterCertificate()
    {
        QFETCH(QByteArray, newChain);
        QFETCH(QByteArray, newKey);
        QFETCH(QByteArray, oldChain);
        QTEST(acme::isBetter(newChain, oldChain, u"track.example.com"_s, newKey, start), "isBetter");
    }

    void renewalIdFollowsRfc9773()
    {
        QCOMPARE(renewalId(QByteArray::fromHex("69885b6b87464041e1b37b847ba0ae2cde01c8d4"),
                           QByteArray::fromHex("0087654321")),
                 u"aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"_s);
        const auto leaf = InternalCa::create(start)->issue(u"track.example.com"_s, start);
        const auto id = renewalId(leaf->chainPem);
        QVERIFY(id.ok());
        QCOMPARE(fromBase64Url(id->split(u'.').last().toLatin1())->size(), 16);
        QVERIFY(!renewalId("garbage"));
    }

    void readsRenewalWindows_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("RFC 9773")
            << R"({"suggestedWindow":{"start":"2025-01-02T04:00:00Z","end":"2025-01-03T04:00:00Z"},
            "explanationURL":"https://acme.example.com/docs/ari"})"_ba
            << true;
        QTest::newRow("end before start")
            << R"({"suggestedWindow":{"start":"2025-01-03T04:00:00Z","end":"2025-01-02T04:00:00Z"}})"_ba << false;
        QTest::newRow("no window") << "{}"_ba << false;
        QTest::newRow("not a date") << R"({"suggestedWindow":{"start":"soon","end":"later"}})"_ba << false;
        QTest::newRow("not JSON") << "<html>"_ba << false;
    }

    void readsRenewalWindows()
    {
        QFETCH(QByteArray, json);
        const auto window = parseRenewalWindow(json, 10s);
        QTEST(window.ok(), "isGood");
        if (window)
            QCOMPARE(window->askAgain, Millis(1min));
    }
};

UNMTA_TEST(TestAcmeCrypto)

} // namespace unmta::tst_acme_crypto

#include "tst_acme_crypto.moc"
