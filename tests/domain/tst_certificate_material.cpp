#include "domain/CertificateMaterial.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_certificate_material {

namespace {

// Looks like a certificate where it matters: somewhere stands a P-256 key's public point.
QByteArray leafDer(qsizetype size)
{
    QByteArray der;
    for (qsizetype i = 0; der.size() < size; ++i)
        der.append(static_cast<char>(i * 7));
    return der + QByteArray::fromHex("2a8648ce3d030107034200") + '\x04' + QByteArray(64, 'p') + "and more";
}

QByteArray keyDer(const QByteArray &secret = QByteArray(32, 's'), char point = 'p')
{
    return QByteArray::fromHex("308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420") + secret +
           QByteArray::fromHex("a144034200") + '\x04' + QByteArray(64, point);
}

QByteArray pem(const char *label, const QByteArray &der, const char *lineEnd = "\n", qsizetype lineLength = 64)
{
    const QByteArray digits = der.toBase64();
    QByteArray text = QByteArray("-----BEGIN ") + label + "-----" + lineEnd;
    for (qsizetype at = 0; at < digits.size(); at += lineLength)
        text += digits.mid(at, lineLength) + lineEnd;
    return text + "-----END " + label + "-----" + lineEnd;
}

QByteArray leaf(qsizetype size = 300)
{
    return pem("CERTIFICATE", leafDer(size));
}

} // namespace

class TestCertificateMaterial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesLittle()
    {
        for (qsizetype size = 300; size < 303; ++size) { // with each length of the last line's padding
            const CertificateMaterial material(leaf(size), pem("PRIVATE KEY", keyDer()), TimePoint(), 1);
            QCOMPARE(material.ownBytes(), leafDer(size).size() + 32);
            QCOMPARE(material.chainPem(), leaf(size));
            QCOMPARE(material.keyPem(), pem("PRIVATE KEY", keyDer()));
        }
    }

    void givesBackWhatItWasGiven_data()
    {
        QTest::addColumn<QByteArray>("chain");
        QTest::addColumn<QByteArray>("key");
        const QByteArray key = pem("PRIVATE KEY", keyDer());
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("junk") << QByteArray("junk") << QByteArray("junk");
        QTest::newRow("heads alone") << QByteArray("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")
                                     << QByteArray("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n");
        QTest::newRow("one text for both ends")
            << QByteArray("-----BEGIN CERTIFICATE-----\nEND CERTIFICATE-----\n") << key;
        QTest::newRow("issuers") << leaf() + leaf(500) + leaf(600) << key;
        QTest::newRow("blank line behind") << leaf() + '\n' << key + '\n';
        QTest::newRow("text before") << "subject=x\n" + leaf() << "x\n" + key;
        QTest::newRow("other lines") << pem("CERTIFICATE", leafDer(300), "\n", 76)
                                     << pem("PRIVATE KEY", keyDer(), "\n", 60);
        QTest::newRow("one line") << pem("CERTIFICATE", leafDer(300), "\n", 10'000) << key;
        QTest::newRow("CRLF") << pem("CERTIFICATE", leafDer(300), "\r\n") << pem("PRIVATE KEY", keyDer(), "\r\n");
        QTest::newRow("no line end") << leaf().chopped(1) << key.chopped(1);
        QTest::newRow("no digit") << leaf().replace('A', '*') << key;
        QTest::newRow("padding within") << leaf().replace(40, 1, "=") << key;
        QTest::newRow("spare bits") << pem("CERTIFICATE", leafDer(301)).replace("==\n", "/=\n") << key;
        QTest::newRow("another's key") << leaf() << pem("PRIVATE KEY", keyDer(QByteArray(32, 's'), 'q'));
        QTest::newRow("another kind of key") << leaf() << pem("PRIVATE KEY", "some other bytes");
        QTest::newRow("key of a longer secret") << leaf() << pem("PRIVATE KEY", keyDer(QByteArray(33, 's')));
        QTest::newRow("key by another name") << leaf() << pem("EC PRIVATE KEY", keyDer());
        QTest::newRow("certificate without a point") << pem("CERTIFICATE", QByteArray(300, 'x')) << key;
        QTest::newRow("certificate that ends amid its point") << pem("CERTIFICATE", leafDer(300).chopped(60)) << key;
    }

    void givesBackWhatItWasGiven()
    {
        QFETCH(const QByteArray, chain);
        QFETCH(const QByteArray, key);
        CommonIssuers issuers;
        for (CommonIssuers *shared : {static_cast<CommonIssuers *>(nullptr), &issuers}) {
            const CertificateMaterial material(chain, key, TimePoint(Millis(5)), 7, shared);
            QCOMPARE(material.chainPem(), chain);
            QCOMPARE(material.keyPem(), key);
            QCOMPARE(material.notAfter(), TimePoint(Millis(5)));
            QCOMPARE(material.generation(), 7U);
        }
    }

    void issuersLieInMemoryOnce()
    {
        CommonIssuers issuers;
        const QByteArray kept = issuers.shared(leaf(500) + leaf(600));
        QCOMPARE(issuers.shared(leaf(500) + leaf(600)).constData(), kept.constData());
        for (int i = 0; i < 1000; ++i) // and nobody has them any more
            static_cast<void>(issuers.shared(QByteArray::number(i)));
        QCOMPARE(issuers.shared(leaf(500) + leaf(600)).constData(), kept.constData());
        QVERIFY(issuers.size() < 100);
    }
};

UNMTA_TEST(TestCertificateMaterial)

} // namespace unmta::tst_certificate_material

#include "tst_certificate_material.moc"
