#include "contract/OperationCodec.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace unmta::tst_route {

using namespace Qt::StringLiterals;

namespace {

// What a dispatcher that takes the first match would confuse: the same method, and segments that are equal or open.
bool collide(const Route &a, const Route &b)
{
    const QByteArrayList left = QByteArray(a.pattern).split('/');
    const QByteArrayList right = QByteArray(b.pattern).split('/');
    if (a.method != b.method || left.size() != right.size())
        return false;
    for (qsizetype i = 0; i < left.size(); ++i) {
        if (left[i] != right[i] && !left[i].startsWith('{') && !right[i].startsWith('{'))
            return false;
    }
    return true;
}

} // namespace

class TestRoute : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operationsAreUnique()
    {
        QSet<QByteArray> seen;
        for (const Route *route : operations()) {
            QVERIFY2(!seen.contains(route->name), route->name);
            seen.insert(route->name);
            static const QRegularExpression camel(u"\\A[a-z][A-Za-z]+\\z"_s);
            QVERIFY2(camel.match(QString::fromLatin1(route->name)).hasMatch(), route->name);
        }
    }

    void patternsAreWellFormedAndDistinct()
    {
        static const QRegularExpression form(u"\\A//?([a-z-]+|\\{[a-z]+\\})(/([a-z.-]+|\\{[a-z]+\\}))*(\\.yaml)?\\z"_s);
        for (const Route *route : operations()) {
            QVERIFY2(form.match(QString::fromLatin1(route->pattern)).hasMatch(), route->pattern);
            for (const Route *other : operations())
                QVERIFY2(route == other || !collide(*route, *other), route->pattern);
        }
    }

    void whatChangesSomethingNeedsMoreThanReading()
    {
        for (const Route *route : operations()) {
            // Questions that change nothing, but are too long for a query string.
            const QByteArray name = route->name;
            const bool isQuestion = name == "inspectLink" || name == "testBots";
            if (route->method != Method::Get && !isQuestion)
                QVERIFY2(route->scope == Scope::Admin || route->scope == Scope::Rewrite, route->name);
            if (route->scope == Scope::None) {
                const QByteArray operation = route->name;
                QVERIFY2(operation == "getHealth" || operation == "getOpenApi", route->name);
            }
            QCOMPARE(route->isSandboxOnly(), QByteArray(route->pattern).startsWith("/sandbox/"));
        }
    }

    void methodNames()
    {
        for (const Method method : {Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete})
            QCOMPARE(methodFromName(methodName(method)), std::optional(method));
        QVERIFY(!methodFromName("get") && !methodFromName("HEAD") && !methodFromName(""));
    }

    void pathsEncodeTheirSegments()
    {
        QCOMPARE(pathOf(api::listClusters), u"/api/v1/clusters"_s);
        QCOMPARE(pathOf(api::getHealth), u"/healthz"_s);
        QCOMPARE(pathOf(api::listChecks, {u"a b/../x"_s, u"ü?#%{cluster}"_s}),
                 u"/api/v1/clusters/a%20b%2F..%2Fx/tracking-domains/%C3%BC%3F%23%25%7Bcluster%7D/checks"_s);
    }

    void requestsAreThoseOfTheOperation()
    {
        const ApiRequest plain =
            plainRequest(api::listEvents, {u"c"_s}, {{u"kind"_s, u""_s}, {u"after"_s, u"a+b&c"_s}});
        QCOMPARE(plain.method, Method::Get);
        QCOMPARE(plain.path, u"/api/v1/clusters/c/events"_s);
        QCOMPARE(plain.query.toString(QUrl::FullyEncoded), u"after=a%2Bb%26c"_s); // what is empty is left out
        QVERIFY(plain.body.isEmpty() && plain.contentType.isEmpty());
        QCOMPARE(plain.timeoutMs, 30'000);

        const ApiRequest json = requestOf(api::createBackup, {}, wire::BackupInput{u"/copy"_s});
        QCOMPARE(json.method, Method::Post);
        QCOMPARE(json.path, u"/api/v1/backup"_s);
        QCOMPARE(json.contentType, QByteArray("application/json"));
        QCOMPARE(json.body, QByteArray(R"({"directory":"/copy"})"));
        QCOMPARE(json.timeoutMs, 30 * 60'000);

        const ApiRequest message =
            requestOf(api::rewriteMessage, {u"c"_s}, MessageBody{"<p>", "text/html", {{u"preview"_s, u"1"_s}}});
        QCOMPARE(message.path, u"/api/v1/clusters/c/rewrite"_s);
        QCOMPARE(message.query.toString(), u"preview=1"_s);
        QCOMPARE(message.contentType, QByteArray("text/html"));
        QCOMPARE(message.body, QByteArray("<p>"));
    }

    // What the type of the request says, and the exceptions that are written in the table.
    void payloads()
    {
        for (const Route *route : operations()) {
            if (route->method == Method::Get)
                QVERIFY2(route->payload == Payload::None, route->name);
            if (route->method == Method::Patch)
                QVERIFY2(route->payload == Payload::Json, route->name);
        }
        QCOMPARE(api::deleteCluster.payload, Payload::None);
        QCOMPARE(api::verifyTrackingDomain.payload, Payload::None);
        QCOMPARE(api::createCluster.payload, Payload::Json);
        QCOMPARE(api::updateSettings.payload, Payload::Json);
        QCOMPARE(api::rewriteMessage.payload, Payload::Message);
        QCOMPARE(api::unsetDnsRecord.payload, Payload::Json);
    }
};

UNMTA_TEST(TestRoute)

} // namespace unmta::tst_route

#include "tst_route.moc"
