// What is shown of domains, in a list as one by one.
#include "api/ApiDispatcher.h"
#include "api/handlers/Handlers.h"
#include "service/domains/DomainOverview.h"
#include "service/events/EventService.h"
#include "support/ServiceHarness.h"
#include "support/TestMain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace unmta::tst_domain_overview {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

struct OverviewHarness : ServiceHarness
{
    static std::unique_ptr<EventService> openEvents(const QString &path)
    {
        if (!store::Database::open({path, u"events"_s}))
            qFatal("no events.db");
        return EventService::open(path).value();
    }

    std::unique_ptr<EventService> events = openEvents(store::EngineStore::eventsPath(directory.path()));
    DomainOverview overview{{*store, verification, certificates, *events, clock}};
};

} // namespace

class TestDomainOverview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listAndOneSayTheSame()
    {
        OverviewHarness h;
        const TrackingDomain active = h.activate(u"a.example.com"_s);
        const TrackingDomain pending = h.add(u"b.example.com"_s);
        h.checker.held = true;
        h.verification.verify(pending, true, [](const auto &) {});
        const auto page = h.overview.list(h.cluster(), {}, {}, 10).value();
        QCOMPARE(page.items.size(), 2);
        QVERIFY(page.next.isEmpty());
        for (const DomainDetails &listed : page.items) {
            const DomainDetails one = h.overview.of(listed.domain).value();
            QCOMPARE(one.domain.fields(), listed.domain.fields());
            QCOMPARE(one.lastCheck, listed.lastCheck);
            QCOMPARE(one.checking, listed.checking);
            QCOMPARE(one.week, listed.week);
            QCOMPARE(listed.lastCheck.has_value(), listed.domain.fields().id == active.fields().id);
            QCOMPARE(listed.checking, listed.domain.fields().id == pending.fields().id);
        }
        QCOMPARE(h.overview.checks(active, {}, 10).value().items.size(), 1);
        QVERIFY(h.overview.checks(pending, {}, 10).value().items.isEmpty());
    }

    // What a page costs the engine thread does not grow with its length.
    void pageTakesOneStatementPerKind()
    {
        OverviewHarness h;
        for (int i = 0; i < 40; ++i) {
            const QString host = u"t%1.example.com"_s.arg(i);
            h.activate(host);
            auto certificate = Certificate::ofHost(host).wanted(h.clock.now()).certificate.fields();
            certificate.orderState = "secret";
            QVERIFY(h.store->certificates.upsert(Certificate::fromStore(certificate)));
        }
        for (const int limit : {3, 40}) {
            const quint64 before = h.store->database().statementsRun();
            const auto page = h.overview.list(h.cluster(), {}, {}, limit).value();
            QCOMPARE(page.items.size(), limit);
            QCOMPARE(h.store->database().statementsRun() - before, quint64{3}); // domains, checks, certificates
            for (const DomainDetails &listed : page.items) {
                QVERIFY(listed.lastCheck);
                QCOMPARE(listed.certificate.fields().host, listed.domain.fields().name);
                QVERIFY(listed.certificate.fields().orderState.isEmpty());
            }
        }
    }

    // Of a thousand domains the text takes longer than reading them: the engine thread only reads.
    void listIsWrittenOnAnotherThread()
    {
        OverviewHarness h;
        h.activate(u"a.example.com"_s);
        h.activate(u"b.example.com"_s);
        AuditLog audit(*h.store, h.feed, h.clock);
        ApiDispatcher dispatcher(h.tokens, h.clock, false);
        addDomainHandlers(dispatcher, h.clusters, h.domains, h.verification, h.overview, audit);
        ApiRequest request;
        request.path = u"/api/v1/clusters/%1/tracking-domains"_s.arg(h.cluster());
        request.query.addQueryItem(u"limit"_s, u"1"_s);
        std::optional<ApiResponse> response;
        ApiCaller caller;
        caller.kind = ApiCaller::Kind::Console;
        dispatcher.dispatch(request, caller, [&response](const ApiResponse &answer) { response = answer; });
        QVERIFY2(!response, "it was written before the dispatcher returned");
        QTRY_VERIFY(response);
        QCOMPARE(response->status, 200);
        const QJsonObject page = QJsonDocument::fromJson(response->body).object();
        QCOMPARE(page.value(u"data"_s).toArray().size(), 1);
        QCOMPARE(page.value(u"data"_s).toArray().first().toObject().value(u"name"_s).toString(), u"a.example.com"_s);
        QVERIFY(page.value(u"meta"_s).toObject().value(u"next"_s).isString());
    }

    void eventsThatCannotBeReadHideNothing()
    {
        OverviewHarness h;
        const TrackingDomain domain = h.activate(u"a.example.com"_s);
        const auto events = store::Database::open({store::EngineStore::eventsPath(h.directory.path()), u"events"_s});
        QVERIFY(events && (*events)->execute(u"DROP TABLE activity"_s));
        QVERIFY(!h.events->sum(h.cluster(), domain.fields().name, h.clock.now()));
        QVERIFY(h.overview.of(domain).value().lastCheck);
        QCOMPARE(h.overview.list(h.cluster(), {}, {}, 10).value().items.size(), 1);
    }
};

UNMTA_TEST(TestDomainOverview)

} // namespace unmta::tst_domain_overview

#include "tst_domain_overview.moc"
