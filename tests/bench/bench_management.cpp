// What management costs as the number of domains grows: how long the routing snapshot and a whole engine take to be
// ready, a list of 10,000 domains, and how long calls of the API wait while the internal CA works off what is due.
//   bench_management [DOMAINS] [CERTIFICATES] [DUE] [DIRECTORY of the store]
// DOMAINS active ones in one cluster, CERTIFICATES of them with a certificate, DUE others without one that are due at
// once; the rest has work that falls due in a week. The store is filled through the tables; a sandbox engine then runs
// over it, so that nothing leaves this computer.
#include "acme/InternalCa.h"
#include "base/Log.h"
#include "bench/RunningEngine.h"
#include "contract/Operations.h"
#include "contract/Transport.h"
#include "domain/Snapshot.h"
#include "service/routing/SnapshotPublisher.h"
#include "store/EngineStore.h"
#include "support/FakeRandom.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>

using namespace Qt::StringLiterals;
using namespace unmta;
using namespace std::chrono_literals;

namespace {

const QString cluster = u"0badcafe"_s;
const QString zone = u"track.example.net"_s;
constexpr int listed = 10'000;

QString host(int number)
{
    return u"track.customer%1.example.com"_s.arg(number);
}

struct Amounts
{
    int domains = 10'000;
    int certificates = 0;
    int due = 3'000;
};

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

Check matchOf(const QString &target, TimePoint now)
{
    Check check;
    check.at = now;
    check.outcome = CheckOutcome::Match;
    check.code = u"ok"_s;
    check.confirmed = true;
    check.expected = target;
    check.found = target;
    check.chain = {target};
    check.message = u"The record is as it should be."_s;
    for (int i = 0; i < 4; ++i) {
        const QString address = u"192.0.2.%1"_s.arg(i + 1);
        check.servers.append(
            {u"ns%1.example.com"_s.arg(i), address, i < 2 ? u"resolver"_s : u"authoritative"_s, u"ok"_s, target, 300});
    }
    return check;
}

void fill(store::EngineStore &store, const Amounts &amounts)
{
    const TimePoint now = SystemClock().now();
    test::FakeRandom random;
    const auto ca = test::must(acme::InternalCa::create(now));
    const auto issued = test::must(ca.issue(u"every.example.com"_s, now));
    test::must(store.settings.set(u"edge.target_zone"_s, zone, false));
    test::must(store.clusters.insert({cluster, u"bench"_s, now}));
    test::must(store.linkKeys.insert(cluster, makeLinkKey(random), now));
    constexpr int perTransaction = 10'000;
    for (int from = 0; from < amounts.domains; from += perTransaction) {
        auto transaction = test::must(store::Transaction::begin(store.database()));
        for (int i = from; i < std::min(amounts.domains, from + perTransaction); ++i) {
            const QString target = u"v-%1.%2"_s.arg(i, 20, 16, QChar(u'0')).arg(zone);
            test::must(store.targets.claim(target, cluster, host(i), now));
            auto fields = TrackingDomain::added(cluster, host(i), target, false, now, {}).fields();
            fields.status = DomainStatus::Active;
            fields.verifiedAt = now;
            fields.nextCheckAt = now + 20h;
            const auto id = test::must(store.domains.insert(TrackingDomain::fromStore(fields)));
            test::must(store.checks.insert(id, matchOf(target, now)));
            Certificate certificate = Certificate::ofHost(host(i));
            if (i < amounts.certificates) {
                const auto done = certificate.issued({issued.chainPem, issued.keyPem, u"internal"_s, issued.issuerName,
                                                      issued.notBefore, issued.notAfter},
                                                     now, random);
                certificate = done.certificate.windowLearned({}, now).certificate;
            } else if (i < amounts.certificates + amounts.due) {
                certificate = certificate.wanted(now).certificate;
            } else {
                auto fields = certificate.fields(); // nothing falls due, nothing is missing
                fields.nextAttemptAt = now + 24h * 8;
                certificate = Certificate::fromStore(fields);
            }
            test::must(store.certificates.upsert(certificate));
        }
        test::must(transaction.commit());
    }
}

struct Call
{
    const char *what;
    ApiRequest request;
};

class Caller
{
public:
    explicit Caller(Transport &transport)
        : m_transport(transport)
    {}

    QJsonObject call(const char *what, const ApiRequest &request)
    {
        QElapsedTimer timer;
        timer.start();
        std::optional<Result<ApiResponse>> outcome;
        m_transport.send(request, [&outcome](Result<ApiResponse> response) { outcome = std::move(response); });
        while (!outcome)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (!*outcome || (*outcome)->status >= 400)
            qFatal("%s failed", what);
        m_took[what].push_back(ms);
        return QJsonDocument::fromJson((*outcome)->body).object();
    }
    void print(const char *when)
    {
        for (auto &[what, took] : m_took) {
            std::sort(took.begin(), took.end());
            const auto at = [&took](double share) {
                return took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))];
            };
            std::printf("  %-18s %-9s %5zu calls, p50 %7.2f ms, p99 %7.2f ms, worst %7.2f ms\n", what.c_str(), when,
                        took.size(), at(0.5), at(0.99), took.back());
        }
        m_took.clear();
    }

private:
    Transport &m_transport;
    std::map<std::string, std::vector<double>> m_took;
};

ApiRequest requestOf(Method method, const QString &path, const QUrlQuery &query = {})
{
    ApiRequest request;
    request.method = method;
    request.path = u"/api/v1"_s + path;
    request.query = query;
    return request;
}

const QString domainsPath = u"/clusters/"_s + cluster + u"/tracking-domains"_s;

void list(Caller &caller, int count)
{
    QElapsedTimer timer;
    timer.start();
    const std::clock_t cpu = std::clock();
    QString after;
    int seen = 0;
    do {
        QUrlQuery query{{u"limit"_s, u"1000"_s}};
        if (!after.isEmpty())
            query.addQueryItem(u"after"_s, after);
        const QJsonObject page = caller.call("list, 1000 a page", requestOf(Method::Get, domainsPath, query));
        seen += static_cast<int>(page.value(u"data"_s).toArray().size());
        after = page.value(u"meta"_s).toObject().value(u"next"_s).toString();
    } while (!after.isEmpty() && seen < count);
    std::printf("listed %d domains in %.0f ms, %.0f ms of CPU, the caller's reading included\n", seen,
                static_cast<double>(timer.nsecsElapsed()) / 1e6,
                static_cast<double>(std::clock() - cpu) * 1e3 / CLOCKS_PER_SEC);
}

std::vector<Call> mixOf(int round, int domains)
{
    const QString one = domainsPath + u'/' + host(round * 7919 % domains);
    ApiRequest add = requestOf(Method::Post, domainsPath);
    add.body = QJsonDocument(QJsonObject{{u"name"_s, u"new%1.example.org"_s.arg(round)}}).toJson();
    add.contentType = "application/json";
    return {{"get a domain", requestOf(Method::Get, one)},
            {"list, 100", requestOf(Method::Get, domainsPath, {{u"limit"_s, u"100"_s}})},
            {"list, a rare part", requestOf(Method::Get, domainsPath, {{u"q"_s, u"customer%1."_s.arg(domains - 1)}})},
            {"list, no such part", requestOf(Method::Get, domainsPath, {{u"q"_s, u"nowhere"_s}})},
            {"list, failed", requestOf(Method::Get, domainsPath, {{u"certificate"_s, u"failed"_s}})},
            {"list, pending", requestOf(Method::Get, domainsPath, {{u"status"_s, u"pending"_s}})},
            {"list clusters", requestOf(Method::Get, u"/clusters"_s)},
            {"readiness", requestOf(Method::Get, u"/readiness"_s)},
            {"verify", requestOf(Method::Post, one + u"/verify"_s)},
            {"add a domain", add},
            {"delete a domain", requestOf(Method::Delete, domainsPath + u"/new%1.example.org"_s.arg(round))}};
}

bool isIssued(Caller &caller, int number)
{
    const QJsonObject domain =
        caller.call("get a domain", requestOf(Method::Get, domainsPath + u'/' + host(number)))[u"data"_s].toObject();
    return domain[u"certificate"_s].toObject()[u"state"_s].toString() == u"valid"_s;
}

int run(const Amounts &amounts, const QString &directory)
{
    QElapsedTimer timer;
    timer.start();
    {
        SystemRandom random;
        const auto store = test::must(store::EngineStore::open(directory, random));
        fill(*store, amounts);
        std::printf("filled in %.1f s\n", static_cast<double>(timer.restart()) / 1e3);
        SnapshotHolder holder;
        SnapshotPublisher publisher(*store, holder);
        const double before = residentMegabytes();
        timer.restart();
        test::must(publisher.load(zone));
        std::printf("snapshot of %d domains, %d certificates: %.0f ms, %.0f MB\n", amounts.domains,
                    amounts.certificates, static_cast<double>(timer.nsecsElapsed()) / 1e6,
                    residentMegabytes() - before);
    }
    timer.restart();
    test::RunningEngine engine(directory, {{u"certificates.issuer"_s, u"internal"_s}});
    std::printf("engine ready in %.0f ms\n", static_cast<double>(timer.nsecsElapsed()) / 1e6);
    Caller caller(engine.transport());
    timer.restart();
    const int last = amounts.certificates + amounts.due - 1;
    if (amounts.due > 0) {
        for (int round = 0; !isIssued(caller, last) && timer.elapsed() < 60'000; ++round) {
            for (const Call &call : mixOf(round, amounts.domains))
                (void)caller.call(call.what, call.request);
            if (round == 0)
                list(caller, listed);
        }
        const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        std::printf("%d certificates %sissued in %.1f s: %.0f a second\n", amounts.due,
                    isIssued(caller, last) ? "" : "NOT ", seconds, amounts.due / seconds);
        caller.print("meanwhile");
    }
    for (int round = 100'000; round < 100'100; ++round) {
        for (const Call &call : mixOf(round, amounts.domains))
            (void)caller.call(call.what, call.request);
    }
    caller.print("at rest");
    list(caller, listed);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"unmta.*=false"_s);
    const auto number = [&](int place, int byDefault) {
        return argc > place ? QByteArray(argv[place]).toInt() : byDefault;
    };
    Amounts amounts;
    amounts.domains = number(1, amounts.domains);
    amounts.certificates = number(2, amounts.certificates);
    amounts.due = number(3, std::min(amounts.due, amounts.domains - amounts.certificates));
    const QTemporaryDir directory((argc > 4 ? QString::fromLocal8Bit(argv[4]) : QDir::tempPath()) + u"/bench-XXXXXX"_s);
    return run(amounts, directory.path());
}
