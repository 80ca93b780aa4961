// unmta-ctl activity, top, server load and audit list: what is asked of the engine, and what comes out.
#include "app/CtlHands.h"
#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

namespace unmta::tst_ctl_figures {

using namespace unmta::test;
using namespace Qt::StringLiterals;

class TestCtlFigures : public QObject
{
    Q_OBJECT

    CtlHands m_ctl{[](const FakeRequest &request) {
        const QString path = QUrl(QString::fromLatin1(request.target)).path();
        const auto list = [](const QString &schema) { return FakeEngine::data(QJsonArray{apiExample(schema)}); };
        if (path.endsWith(u"/activity"_s))
            return list(u"ActivityBucket"_s);
        if (path.endsWith(u"/top-hosts"_s))
            return list(u"TopHost"_s);
        if (path.endsWith(u"/top-links"_s))
            return FakeEngine::data(apiExample(u"TopLinks"_s));
        if (path.endsWith(u"/load"_s))
            return FakeEngine::data(apiExample(u"ServerLoad"_s));
        if (path.endsWith(u"/audit"_s))
            return list(u"AuditEntry"_s);
        if (path.endsWith(u"/server"_s)) {
            QJsonObject server = apiExample(u"Server"_s);
            server[u"time"_s] = u"2026-11-24T22:00:00Z"_s;
            return FakeEngine::data(server);
        }
        return list(u"Cluster"_s);
    }};

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_ctl.start()); }

    void asks_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("path");  // its end
        QTest::addColumn<QString>("query"); // a part of it
        QTest::addColumn<QString>("shown");
        QTest::newRow("activity") << u"activity --bucket hour"_s << u"/activity"_s << u"bucket=hour"_s
                                  << u"2026-11-24"_s;
        QTest::newRow("of a domain") << u"activity --domain track.example.com"_s
                                     << u"/tracking-domains/track.example.com/activity"_s << QString()
                                     << u"2026-11-24"_s;
        QTest::newRow("since") << u"activity --since 24h"_s << u"/activity"_s << u"from=2026-11-23T22:00:00"_s
                               << QString();
        QTest::newRow("hosts") << u"top hosts --limit 3"_s << u"/top-hosts"_s << u"limit=3"_s << u"track.example.com"_s;
        QTest::newRow("links") << u"top links --host track.example.com --people true"_s << u"/top-links"_s
                               << u"host=track.example.com"_s << u"https://example.com/"_s;
        QTest::newRow("load") << u"server load"_s << u"/server/load"_s << QString() << u"12.0 per second"_s;
        QTest::newRow("audit") << u"audit list --action domain. --since 24h"_s << u"/audit"_s
                               << u"since=2026-11-23T22:00:00"_s << u"monitor.interval: 24h → 12h"_s;
        QTest::newRow("whose audit") << u"audit list --actor token:deploy --subject a"_s << u"/audit"_s
                                     << u"actor=token:deploy"_s << u"192.0.2.7"_s;
    }
    void asks()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, path);
        QFETCH(const QString, query);
        QFETCH(const QString, shown);
        const QString printed = m_ctl.run(line.split(u' ')).join(u'\n');
        QVERIFY2(!printed.isEmpty(), m_ctl.err.constData());
        const QUrl url(QString::fromLatin1(m_ctl.engine.requests.last().target));
        QVERIFY2(url.path().endsWith(path), qPrintable(url.path()));
        QVERIFY2(url.query(QUrl::FullyDecoded).contains(query), qPrintable(url.query()));
        QVERIFY2(printed.contains(shown), qPrintable(printed));
    }

    // What was not counted is said beside the figures, not among them.
    void whatWasNotCountedIsSaid()
    {
        const QString printed = m_ctl.run({u"top"_s, u"links"_s}).join(u'\n');
        QVERIFY(!printed.contains(u"counted"_s));
        QVERIFY2(m_ctl.err.contains("only those since 2026-11-24"), m_ctl.err.constData());
    }
};

UNMTA_TEST(TestCtlFigures)

} // namespace unmta::tst_ctl_figures

#include "tst_ctl_figures.moc"
