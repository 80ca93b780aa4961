// The words of every mail: all that people need is in them, and nothing from outside can be more than words.
#include "service/notices/MailTexts.h"
#include "support/TestMain.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_mail_texts {

using namespace Qt::StringLiterals;

namespace {

const TimePoint now = fromUnixMs(1'795'558'030'000); // 2026-11-24T22:07:10Z
const QString ctl = u"unmta-ctl --data-dir /srv/unmta"_s;

Notification sample(const QString &kind)
{
    Notification notification;
    notification.kind = kind;
    notification.createdAt = now;
    const bool isOfTheInstallation =
        kind.startsWith(u"monitor."_s) || kind.startsWith(u"store."_s) || kind.startsWith(u"webhook."_s);
    notification.domainName = isOfTheInstallation ? QString() : u"track.example.com"_s;
    notification.args = {{u"check"_s, u"The record for track.example.com exists, but leads to another host."_s},
                         {u"hint"_s, u"At your DNS provider, change the value."_s},
                         {u"expected"_s, u"v-0123456789abcdef0123.track.unmta.net"_s},
                         {u"found"_s, u"elsewhere.example.org"_s},
                         {u"checked_at"_s, u"2026-11-24T22:07:10Z"_s},
                         {u"last_match_at"_s, u"2026-11-23T22:00:00Z"_s},
                         {u"first_strike_at"_s, u"2026-11-22T21:00:00Z"_s},
                         {u"next_check_at"_s, u"2026-11-25T20:30:00Z"_s},
                         {u"host_in_force"_s, u"c-0a1b2c3d.track.unmta.net"_s},
                         {u"cluster"_s, u"North & South"_s},
                         {u"default"_s, true},
                         {u"explanation"_s, u"12 of 40 checked domains changed at once."_s},
                         {u"since_at"_s, u"2026-11-24T22:01:10Z"_s},
                         {u"dropped"_s, u"417"_s},
                         {u"problem"_s, u"The CA could not connect to the host."_s},
                         {u"id"_s, u"7"_s},
                         {u"url"_s, u"https://crm.example.com/hooks"_s},
                         {u"given_up"_s, true},
                         {u"which"_s, u"--cluster 0a1b2c3d"_s},
                         {u"issuer"_s, u"CN=R11"_s},
                         {u"not_after_at"_s, u"2027-01-24T10:00:00Z"_s},
                         {u"next_try_at"_s, u"2026-11-24T23:07:00Z"_s}};
    return notification;
}

// Paragraphs joined again, so that a sentence is found wherever it was wrapped.
QString flat(const QString &text)
{
    return text.simplified();
}

QStringList kinds()
{
    QStringList result;
    QDirIterator files(u":/unmta/mail"_s);
    while (files.hasNext())
        result << QFileInfo(files.next()).completeBaseName();
    result.removeAll(u"digest"_s);
    result.removeAll(u"test"_s);
    result.sort();
    return result;
}

} // namespace

class TestMailTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsTemplate()
    {
        for (const QString &kind : {u"certificate.failed"_s, u"certificate.expiring"_s, u"certificate.recovered"_s,
                                    u"domain.claimed_elsewhere"_s, u"domain.downgraded"_s, u"domain.recovered"_s,
                                    u"domain.verified"_s, u"domain.warning"_s, u"monitor.held"_s, u"monitor.resumed"_s,
                                    u"store.trouble"_s, u"store.recovered"_s, u"webhook.off"_s})
            QVERIFY2(kinds().contains(kind), qPrintable(kind));
    }

    void words_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QStringList>("parts");
        const QString target = u"v-0123456789abcdef0123.track.unmta.net"_s;
        const QString verify = ctl + u" domain verify track.example.com"_s;
        const auto row = [](const char *kind, const QStringList &parts) {
            QTest::newRow(kind) << QString::fromLatin1(kind) << parts;
        };
        row("domain.verified",
            {u"track.example.com CNAME "_s + target, u"It is the default now"_s, u"25 November 2026, 20:30 UTC"_s});
        row("domain.warning",
            {u"leads to another host"_s, u"CNAME "_s + target, u"elsewhere.example.org"_s,
             u"Last seen right: 23 November 2026, 22:00 UTC"_s, u"Found changed: 24 November 2026, 22:07 UTC"_s,
             u"wrong at the next check, on 25 November 2026, 20:30 UTC"_s,
             u"What to do: At your DNS provider, change the value."_s, verify});
        row("domain.downgraded",
            {u"no longer work"_s, u"CNAME "_s + target, u"elsewhere.example.org"_s,
             u"First found changed: 22 November 2026, 21:00 UTC"_s, u"New mail uses c-0a1b2c3d.track.unmta.net"_s,
             u"becomes the default again"_s, verify});
        row("domain.recovered", {u"leads to its target again"_s, u"no link was lost"_s});
        row("domain.claimed_elsewhere",
            {u"Another cluster"_s, u"CNAME "_s + target, u"New mail uses c-0a1b2c3d.track.unmta.net"_s, verify});
        row("certificate.failed", {u"The CA could not connect to the host."_s, u"24 January 2027, 10:00 UTC"_s,
                                   u"used until it ends"_s, u"24 November 2026, 23:07 UTC"_s});
        row("certificate.expiring", {u"ends on 24 January 2027, 10:00 UTC"_s,
                                     u"The CA could not connect to the host."_s, u"24 November 2026, 23:07 UTC"_s});
        row("certificate.recovered", {u"valid certificate"_s, u"24 January 2027, 10:00 UTC"_s});
        row("monitor.held",
            {u"12 of 40 checked domains changed at once."_s, ctl + u" monitor release"_s, u"none is downgraded"_s});
        row("monitor.resumed", {u"judges domains again"_s});
        row("store.trouble",
            {u"recipients notice nothing"_s, u"24 November 2026, 22:01 UTC"_s, u"417"_s, u"free some space"_s});
        row("webhook.off", {u"took nothing"_s, u"https://crm.example.com/hooks"_s, u"The CA could not connect"_s,
                            ctl + u" webhook update 7 --enable --cluster 0a1b2c3d"_s});
        row("store.recovered", {u"write its store again"_s, u"24 November 2026, 22:01 UTC"_s, u"417"_s});
    }
    void words()
    {
        QFETCH(QString, kind);
        QFETCH(QStringList, parts);
        const MailText mail = mailText(sample(kind), ctl);
        QVERIFY(!mail.subject.isEmpty() && mail.subject.size() < 120);
        const QString text = flat(mail.text);
        if (!sample(kind).domainName.isEmpty())
            parts << u"track.example.com"_s;
        for (const QString &part : std::as_const(parts)) {
            QVERIFY2(text.contains(part), qPrintable(part + u" in "_s + mail.text));
            if (!part.contains(u": "_s)) // a label and its value are cells of their own there
                QVERIFY2(flat(mail.html).contains(part.toHtmlEscaped()), qPrintable(part + u" in "_s + mail.html));
        }
        for (const QString &all : {mail.subject, mail.text, mail.html}) {
            for (const QString &unwanted : {u"{"_s, u"}"_s, u"!"_s, u"?default"_s, u"wrong_target"_s})
                QVERIFY2(!QString(all).remove(u"<!DOCTYPE"_s).contains(unwanted),
                         qPrintable(unwanted + u" in "_s + all));
        }
        for (const QString &line : mail.text.split(u'\n'))
            QVERIFY2(line.size() <= 78, qPrintable(line));
    }

    void whatIsNotKnownIsLeftOut()
    {
        Notification notification = sample(u"domain.warning"_s);
        for (const QString &key : {u"last_match_at"_s, u"hint"_s, u"found"_s})
            notification.args.insert(key, QString());
        const QString text = flat(mailText(notification, ctl).text);
        QVERIFY(!text.contains(u"Last seen right"_s));
        QVERIFY(!text.contains(u"What to do"_s));
        QVERIFY(text.contains(u"Found: nothing"_s));

        Notification downgraded = sample(u"domain.downgraded"_s);
        downgraded.args.insert(u"default"_s, false);
        const QString plain = flat(mailText(downgraded, ctl).text);
        QVERIFY(!plain.contains(u"was the default"_s));
        QVERIFY(plain.contains(u"New mail of cluster North & South uses c-0a1b2c3d.track.unmta.net."_s));

        Notification first = sample(u"certificate.failed"_s);
        first.args.insert(u"not_after_at"_s, QString());
        QVERIFY(flat(mailText(first, ctl).text).contains(u"links of track.example.com work by http only"_s));
    }

    void hostileValues_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("an element") << u"<script>alert(1)</script>"_s;
        QTest::newRow("an attribute's end") << u"\"><img src=x onerror=alert(1)>"_s;
        QTest::newRow("a header") << u"x\r\nBcc: all@example.com\r\n\r\nbody"_s;
        QTest::newRow("a row of the template") << u"x\n| Found | nothing\n\nSubject: other"_s;
        QTest::newRow("a placeholder") << u"{expected} {name}"_s;
        QTest::newRow("reordered text") << u"a\u202eb\u2066c"_s;
        QTest::newRow("control characters") << u"a\u0000\u0007\u001b[31mb\u0085\u2028c"_s;
        QTest::newRow("very long") << QString(100'000, u'x');
        QTest::newRow("long without end") << QString(u"<"_s).repeated(5'000);
    }
    void hostileValues()
    {
        QFETCH(QString, value);
        for (const QString &kind : kinds()) {
            Notification notification = sample(kind);
            notification.domainName = value;
            for (const QString &key : notification.args.keys()) {
                if (notification.args.value(key).isString())
                    notification.args.insert(key, value);
            }
            const MailText plain = mailText(sample(kind), ctl);
            const MailText mail = mailText(notification, ctl);
            QVERIFY(!mail.subject.contains(u'\n') && !mail.subject.contains(u'\r'));
            // The page has no more elements than with harmless values, and no other ones.
            static const QRegularExpression element(u"<(/?\\w+)[^>]*>"_s);
            const auto elements = [](const QString &html) {
                QStringList names;
                for (auto it = element.globalMatch(html); it.hasNext();)
                    names << it.next().captured(1);
                names.removeDuplicates();
                names.sort();
                return names;
            };
            for (const QString &name : elements(mail.html))
                QVERIFY2(elements(plain.html).contains(name), qPrintable(name));
            for (const QString &all : {mail.text, mail.html}) {
                for (const char16_t c : {u'\0', u'\a', u'\x1b', u'\r', u'\x85', u'\u2028', u'\u202e', u'\u2066'})
                    QVERIFY(!all.contains(QChar(c)));
            }
            QVERIFY(mail.text.count(u'\n') <= plain.text.count(u'\n') + 40);
            QVERIFY(mail.html.size() < 200'000);
            if (value.startsWith(u'{') && kind == u"domain.warning"_s)
                QVERIFY2(mail.text.contains(u"{expected} {name}"_s), "filled in once");
        }
    }

    void bothFormsOfAnInternationalName()
    {
        Notification notification = sample(u"domain.recovered"_s);
        notification.domainName = u"xn--trck-loa.example.com"_s;
        const MailText mail = mailText(notification, ctl);
        QVERIFY2(mail.subject.contains(u"(xn--trck-loa.example.com)"_s), qPrintable(mail.subject));
    }

    void aDigestListsAll()
    {
        QList<Notification> all;
        for (int i = 0; i < 30; ++i) {
            Notification notification = sample(i % 2 ? u"domain.warning"_s : u"domain.recovered"_s);
            notification.domainName = u"d%1.example.com"_s.arg(i);
            notification.createdAt = now + std::chrono::minutes(i);
            all << notification;
        }
        all.last().domainName = u"<b>{at0}</b>"_s;
        const MailText mail = digestText(all, ctl);
        QCOMPARE(mail.subject, u"30 notices about your tracking domains"_s);
        for (int i = 0; i < 29; ++i)
            QVERIFY(flat(mail.text).contains(u"The record of d%1.example.com"_s.arg(i)));
        QVERIFY(mail.text.indexOf(u"d3."_s) < mail.text.indexOf(u"d21."_s));
        QVERIFY(mail.text.contains(u"<b>{at0}</b>"_s));
        QVERIFY(!mail.html.contains(u"<b>"_s) && mail.html.contains(u"&lt;b&gt;{at0}"_s));
        QVERIFY(mail.text.contains(ctl + u" notification list"_s));
    }

    void theTestMail()
    {
        const MailText mail = testText(u"smtp://mail.example.com:587"_s, now);
        QVERIFY(mail.text.contains(u"smtp://mail.example.com:587"_s));
        QVERIFY(mail.text.contains(u"24 November 2026, 22:07 UTC"_s));
        QVERIFY(!mail.text.contains(u'{'));
    }

    void aKindWithoutTemplateStillSaysSomething()
    {
        Notification notification = sample(u"domain.unheard_of"_s);
        QCOMPARE(mailText(notification, ctl).subject, u"track.example.com"_s);
    }
};

UNMTA_TEST(TestMailTexts)

} // namespace unmta::tst_mail_texts

#include "tst_mail_texts.moc"
