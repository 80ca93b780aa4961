#include "contract/ApiClient.h"
#include "contract/Route.h"
#include "support/TestMain.h"

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
        for (const Route &route : routes()) {
            QVERIFY2(!seen.contains(route.operation), route.operation);
            seen.insert(route.operation);
            static const QRegularExpression camel(u"\\A[a-z][A-Za-z]+\\z"_s);
            QVERIFY2(camel.match(QString::fromLatin1(route.operation)).hasMatch(), route.operation);
        }
    }

    void patternsAreWellFormedAndDistinct()
    {
        static const QRegularExpression form(u"\\A//?([a-z-]+|\\{[a-z]+\\})(/([a-z.-]+|\\{[a-z]+\\}))*(\\.yaml)?\\z"_s);
        for (const Route &route : routes()) {
            QVERIFY2(form.match(QString::fromLatin1(route.pattern)).hasMatch(), route.pattern);
            for (const Route &other : routes())
                QVERIFY2(&route == &other || !collide(route, other), route.pattern);
        }
    }

    void whatChangesSomethingNeedsMoreThanReading()
    {
        for (const Route &route : routes()) {
            // A question whose answer is only read, but too long for a query string.
            const bool isQuestion = QByteArray(route.operation) == "inspectLink";
            if (route.method != Method::Get && !isQuestion)
                QVERIFY2(route.scope == Scope::Admin || route.scope == Scope::Rewrite, route.operation);
            if (route.scope == Scope::None) {
                const QByteArray operation = route.operation;
                QVERIFY2(operation == "getHealth" || operation == "getOpenApi", route.operation);
            }
            QCOMPARE(route.sandboxOnly, QByteArray(route.pattern).startsWith("/sandbox/"));
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
        QCOMPARE(apiPath({u"clusters"_s}), u"/api/v1/clusters"_s);
        QCOMPARE(apiPath({u"a b"_s, u"../x"_s, u"ü?#%"_s}), u"/api/v1/a%20b/..%2Fx/%C3%BC%3F%23%25"_s);
    }
};

UNMTA_TEST(TestRoute)

} // namespace unmta::tst_route

#include "tst_route.moc"
