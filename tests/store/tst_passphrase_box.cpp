#include "store/PassphraseBox.h"

#include "support/FakeRandom.h"
#include "support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace unmta::tst_passphrase_box {

using namespace Qt::StringLiterals;

class TestPassphraseBox : public QObject
{
    Q_OBJECT

    static constexpr int markSize = 15;
    const QByteArray m_key = QByteArray(32, 'k');
    test::FakeRandom m_random;
    QByteArray m_sealed;

    static QString codeOf(const Result<QByteArray> &result) { return result ? QString() : result.error().code; }

private Q_SLOTS:
    void initTestCase() { m_sealed = store::sealWithPassphrase(m_key, "correct horse", m_random).value(); }

    void opensWithItsPassphraseAlone()
    {
        QVERIFY(store::isSealedWithPassphrase(m_sealed) && !store::isSealedWithPassphrase(m_key));
        QVERIFY(!m_sealed.contains(m_key.left(8)));
        QCOMPARE(store::unsealWithPassphrase(m_sealed, "correct horse").value(), m_key);
        for (const char *wrong : {"correct horse ", "Correct horse", "correct", ""})
            QCOMPARE(codeOf(store::unsealWithPassphrase(m_sealed, wrong)), u"store.wrong_passphrase"_s);
    }

    void noTwoAreAlike()
    {
        const QByteArray again = store::sealWithPassphrase(m_key, "correct horse", m_random).value();
        QVERIFY(again.mid(markSize) != m_sealed.mid(markSize));
        QVERIFY(again.mid(markSize + 1, 16) != m_sealed.mid(markSize + 1, 16)); // the salt
    }

    // A changed byte costs no more than a wrong passphrase does, a changed cost not even that.
    void changedBytesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("sealed");
        const auto flipped = [this](qsizetype at) {
            QByteArray bytes = m_sealed;
            bytes[at] = char(bytes[at] ^ 1);
            return bytes;
        };
        const auto withCost = [this](char cost) {
            QByteArray bytes = m_sealed;
            bytes[markSize] = cost;
            return bytes;
        };
        QTest::newRow("mark") << flipped(0);
        QTest::newRow("salt") << flipped(markSize + 1);
        QTest::newRow("nonce") << flipped(markSize + 1 + 16);
        QTest::newRow("ciphertext") << flipped(markSize + 1 + 16 + 12);
        QTest::newRow("tag") << flipped(m_sealed.size() - 1);
        QTest::newRow("cheaper") << withCost(16);
        QTest::newRow("far too cheap") << withCost(1);
        QTest::newRow("more memory than there is") << withCost(40);
        QTest::newRow("a negative cost") << withCost(char(0x90));
        QTest::newRow("cut") << m_sealed.left(m_sealed.size() - 1);
        QTest::newRow("the mark alone") << m_sealed.left(markSize);
        QTest::newRow("nothing") << QByteArray();
    }
    void changedBytesAreRefused()
    {
        QFETCH(QByteArray, sealed);
        QCOMPARE(codeOf(store::unsealWithPassphrase(sealed, "correct horse")), u"store.wrong_passphrase"_s);
    }

    void thePassphraseIsTheFirstLine_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("passphrase"); // empty: refused
        QTest::newRow("a line") << QByteArray("correct horse\n") << QByteArray("correct horse");
        QTest::newRow("without its end") << QByteArray("correct horse") << QByteArray("correct horse");
        QTest::newRow("from Windows") << QByteArray("correct horse\r\n") << QByteArray("correct horse");
        QTest::newRow("blanks count") << QByteArray(" a b \nsecond\n") << QByteArray(" a b ");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("an empty line") << QByteArray("\nsecond\n") << QByteArray();
    }
    void thePassphraseIsTheFirstLine()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, passphrase);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"passphrase"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        const auto read = store::readPassphrase(file.fileName());
        QCOMPARE(read ? *read : QByteArray(), passphrase);
        QCOMPARE(codeOf(read), passphrase.isEmpty() ? u"store.passphrase_file"_s : QString());
        QCOMPARE(codeOf(store::readPassphrase(folder.filePath(u"none"_s))), u"store.passphrase_file"_s);
    }
};

UNMTA_TEST(TestPassphraseBox)

} // namespace unmta::tst_passphrase_box

#include "tst_passphrase_box.moc"
