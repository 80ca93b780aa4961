// Composed messages: headers, encodings, and that nothing from outside can add a header or a line.
#include "mail/HeaderText.h"
#include "mail/MessageComposer.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_mail_composer {

using namespace Qt::StringLiterals;
using namespace unmta::mail;

namespace {

Message sample()
{
    Message message;
    message.from = u"unMTA <monitor@example.com>"_s;
    message.to = {u"admin@example.net"_s};
    message.subject = u"hello"_s;
    message.text = u"text\n"_s;
    message.messageId = u"n-1.2@example.com"_s;
    return message;
}

QString decodedWords(const QByteArray &header)
{
    static const QRegularExpression word(u"=\\?utf-8\\?B\\?([A-Za-z0-9+/=]*)\\?="_s);
    QByteArray bytes;
    auto match = word.globalMatch(QString::fromLatin1(header));
    while (match.hasNext())
        bytes += QByteArray::fromBase64(match.next().captured(1).toLatin1());
    return QString::fromUtf8(bytes);
}

} // namespace

class TestMailComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void composesTextMail()
    {
        Message message = sample();
        message.headers = {{u"Auto-Submitted"_s, u"auto-generated"_s}};
        QCOMPARE(*composeMessage(message, fromUnixMs(1'790'000'000'123)),
                 "Date: Mon, 21 Sep 2026 14:13:20 +0000\r\n"
                 "From: unMTA <monitor@example.com>\r\n"
                 "To: admin@example.net\r\n"
                 "Subject: hello\r\n"
                 "Message-ID: <n-1.2@example.com>\r\n"
                 "Auto-Submitted: auto-generated\r\n"
                 "MIME-Version: 1.0\r\n"
                 "Content-Type: text/plain; charset=utf-8\r\n"
                 "Content-Transfer-Encoding: quoted-printable\r\n"
                 "\r\n"
                 "text\r\n"_ba);
    }

    void composesAlternatives()
    {
        Message message = sample();
        message.html = u"<p class=\"a\">text</p>"_s;
        const QByteArray mail = *composeMessage(message, fromUnixMs(0));
        static const QRegularExpression pattern(u"boundary=\"(=_[0-9a-f]{32})\""_s);
        const QByteArray boundary = pattern.match(QString::fromLatin1(mail)).captured(1).toLatin1();
        QVERIFY(!boundary.isEmpty());
        QCOMPARE(mail.count("--" + boundary + "\r\n"), 2);
        QVERIFY(mail.endsWith("\r\n--" + boundary + "--\r\n"));
        QVERIFY(mail.indexOf("text/plain") < mail.indexOf("text/html"));
        QVERIFY(mail.contains("<p class=3D\"a\">text</p>\r\n"));
        QCOMPARE(*composeMessage(message, fromUnixMs(0)), mail);
    }

    void headersStayOneHeader_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("CRLF") << u"x\r\nBcc: v@example.com"_s;
        QTest::newRow("LF") << u"x\nBcc: v@example.com"_s;
        QTest::newRow("CR") << u"x\rBcc: v@example.com"_s;
        QTest::newRow("line separator") << u"x\u2028Bcc: v@example.com"_s;
        QTest::newRow("next line") << u"x\u0085Bcc: v@example.com"_s;
        QTest::newRow("end of the head") << u"x\r\n\r\nbody"_s;
    }

    void headersStayOneHeader()
    {
        QFETCH(QString, value);
        const qsizetype lines = composeMessage(sample(), fromUnixMs(0))->count("\r\n");
        Message message = sample();
        message.subject = value;
        QCOMPARE(composeMessage(message, fromUnixMs(0))->count("\r\n"), lines);
        message = sample();
        message.from = value + u" <monitor@example.com>"_s;
        QCOMPARE(composeMessage(message, fromUnixMs(0))->count("\r\n"), lines);
        message = sample();
        message.headers = {{u"X-Domain"_s, value}};
        QCOMPARE(composeMessage(message, fromUnixMs(0))->count("\r\n"), lines + 1);
    }

    void refusesBadParts_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QStringList>("to");
        QTest::addColumn<QString>("messageId");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("code");
        const QString from = u"a@example.com"_s;
        const QStringList to = {u"b@example.com"_s};
        const QString id = u"n@example.com"_s;
        const QString header = u"X-Test"_s;
        QTest::newRow("good") << from << to << id << header << QString();
        QTest::newRow("no sender") << QString() << to << id << header << u"mail.bad_address"_s;
        QTest::newRow("sender without domain") << u"root"_s << to << id << header << u"mail.bad_address"_s;
        QTest::newRow("sender with a line break")
            << u"a@example.com\r\nBcc: c"_s << to << id << header << u"mail.bad_address"_s;
        QTest::newRow("no recipient") << from << QStringList() << id << header << u"mail.no_recipient"_s;
        QTest::newRow("two recipients in one")
            << from << QStringList{u"b@example.com,c@example.com"_s} << id << header << u"mail.bad_address"_s;
        QTest::newRow("recipient with brackets inside")
            << from << QStringList{u"<b@example.com> <c@example.com"_s} << id << header << u"mail.bad_address"_s;
        QTest::newRow("no message id") << from << to << QString() << header << u"mail.bad_message_id"_s;
        QTest::newRow("message id with brackets")
            << from << to << u"<n@example.com>"_s << header << u"mail.bad_message_id"_s;
        QTest::newRow("message id with a space")
            << from << to << u"n @example.com"_s << header << u"mail.bad_message_id"_s;
        QTest::newRow("header twice") << from << to << id << u"Subject"_s << u"mail.bad_header"_s;
        QTest::newRow("hidden recipient") << from << to << id << u"bcc"_s << u"mail.bad_header"_s;
        QTest::newRow("header name with colon") << from << to << id << u"X: y"_s << u"mail.bad_header"_s;
    }

    void refusesBadParts()
    {
        QFETCH(QString, from);
        QFETCH(QStringList, to);
        QFETCH(QString, messageId);
        QFETCH(QString, header);
        Message message = sample();
        message.from = from;
        message.to = to;
        message.messageId = messageId;
        message.headers = {{header, u"value"_s}};
        const auto mail = composeMessage(message, fromUnixMs(0));
        QTEST(mail ? QString() : mail.error().code, "code");
    }

    void bareAddresses_data()
    {
        QTest::addColumn<QString>("mailbox");
        QTest::addColumn<QString>("address");
        QTest::newRow("bare") << u"a@example.com"_s << u"a@example.com"_s;
        QTest::newRow("named") << u"A B <a@example.com>"_s << u"a@example.com"_s;
        QTest::newRow("quoted name") << u"\"B, A\" <a@example.com>"_s << u"a@example.com"_s;
        QTest::newRow("international domain") << u"a@münchen.example"_s << u"a@xn--mnchen-3ya.example"_s;
        QTest::newRow("upper case domain") << u"Ann@EXAMPLE.com"_s << u"Ann@example.com"_s;
        QTest::newRow("plus") << u"a+b@example.com"_s << u"a+b@example.com"_s;
        QTest::newRow("no at") << u"example.com"_s << QString();
        QTest::newRow("space") << u"a b@example.com"_s << QString();
        QTest::newRow("dots") << u"a@example..com"_s << QString();
    }

    void bareAddresses()
    {
        QFETCH(QString, mailbox);
        QTEST(bareAddress(mailbox), "address");
    }

    void encodesHeaders_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("umlauts") << u"Prüfung für track.example.com: geändert"_s;
        QTest::newRow("long") << u"жёлтый "_s.repeated(40).trimmed();
        QTest::newRow("emoji, never cut in two") << u"📬"_s.repeated(50);
        QTest::newRow("looks encoded") << u"=?utf-8?B?QmNj?="_s;
        QTest::newRow("a very long word") << u"a"_s.repeated(2000);
    }

    void encodesHeaders()
    {
        QFETCH(QString, value);
        const QByteArray header = unstructuredHeader("Subject", value);
        QCOMPARE(decodedWords(header), value);
        for (const QByteArray &line : header.split('\n'))
            QVERIFY2(line.size() <= 79, line.constData());
        static const QRegularExpression word(u"=\\?utf-8\\?B\\?[A-Za-z0-9+/=]*\\?="_s);
        auto match = word.globalMatch(QString::fromLatin1(header));
        while (match.hasNext()) {
            const QByteArray one = match.next().captured(0).toLatin1();
            QVERIFY(one.size() <= 75);
            QVERIFY2(!decodedWords(one).contains(QChar::ReplacementCharacter), "each word decodes by itself");
        }
    }

    void foldsPlainHeaders()
    {
        const QString value = u"word "_s.repeated(60).trimmed();
        QByteArray header = unstructuredHeader("Subject", value);
        for (const QByteArray &line : header.split('\n'))
            QVERIFY(line.size() <= 79);
        header.replace("\r\n ", " ");
        QCOMPARE(header, "Subject: " + value.toLatin1() + "\r\n");
    }

    void quotesNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("plain") << u"Ann Other"_s << "Ann Other"_ba;
        QTest::newRow("comma") << u"Other, Ann"_s << "\"Other, Ann\""_ba;
        QTest::newRow("quotes") << u"A \"B\" \\"_s << "\"A \\\"B\\\" \\\\\""_ba;
        QTest::newRow("umlaut") << u"Jörg"_s << "=?utf-8?B?SsO2cmc=?="_ba;
    }

    void quotesNames()
    {
        QFETCH(QString, name);
        QTEST(displayName(name), "encoded");
    }

    void quotedPrintableBodies_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("empty") << QString() << QByteArray();
        QTest::newRow("line ends") << u"a\nb\r\nc\rd"_s << "a\r\nb\r\nc\r\nd\r\n"_ba;
        QTest::newRow("equals sign") << u"a=b"_s << "a=3Db\r\n"_ba;
        QTest::newRow("blank at the end") << u"a \nb\t\n"_s << "a=20\r\nb=09\r\n"_ba;
        QTest::newRow("umlaut") << u"ä"_s << "=C3=A4\r\n"_ba;
        QTest::newRow("dot and From") << u".\nFrom me\nFrog\n"_s << "=2E\r\n=46rom me\r\nFrog\r\n"_ba;
        QTest::newRow("long line") << u"x"_s.repeated(80) << QByteArray(75, 'x') + "=\r\nxxxxx\r\n";
        QTest::newRow("nul") << QString(QChar(0)) << "=00\r\n"_ba;
    }

    void quotedPrintableBodies()
    {
        QFETCH(QString, text);
        QTEST(quotedPrintable(text), "encoded");
    }
};

UNMTA_TEST(TestMailComposer)

} // namespace unmta::tst_mail_composer

#include "tst_mail_composer.moc"
