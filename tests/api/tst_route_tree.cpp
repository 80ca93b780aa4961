// Paths against patterns, and what a path that several patterns fit leads to.
#include "api/RouteTree.h"
#include "contract/Operations.h"
#include "support/TestMain.h"

#include <QTest>

namespace unmta::tst_route_tree {

using namespace Qt::StringLiterals;

namespace {

constexpr Route route(const char *name, Method method, const char *pattern)
{
    return {name, method, pattern, Scope::Read, Payload::None, {}};
}

constexpr Route listThings = route("listThings", Method::Get, "/things");
constexpr Route addThing = route("addThing", Method::Post, "/things");
constexpr Route getThing = route("getThing", Method::Get, "/things/{id}");
constexpr Route testThings = route("testThings", Method::Post, "/things/test");
constexpr Route partOfThing = route("partOfThing", Method::Get, "/things/{id}/parts/{part}");
constexpr Route health = route("health", Method::Get, "//healthz");
constexpr const Route *table[]{&listThings, &addThing, &getThing, &testThings, &partOfThing, &health};

} // namespace

class TestRouteTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QStringList>("names"); // in the order of the table
        QTest::addColumn<QStringList>("parameters");
        const QStringList none;
        QTest::newRow("two methods") << u"/api/v1/things"_s << QStringList{u"listThings"_s, u"addThing"_s} << none;
        QTest::newRow("braces") << u"/api/v1/things/7"_s << QStringList{u"getThing"_s} << QStringList{u"id=7"_s};
        QTest::newRow("braces and a name")
            << u"/api/v1/things/test"_s << QStringList{u"getThing"_s, u"testThings"_s} << QStringList{u"id=test"_s};
        QTest::newRow("two braces") << u"/api/v1/things/test/parts/b"_s << QStringList{u"partOfThing"_s}
                                    << QStringList{u"id=test"_s, u"part=b"_s};
        QTest::newRow("decoded after splitting")
            << u"/api/v1/things/a%2Fb%20c"_s << QStringList{u"getThing"_s} << QStringList{u"id=a/b c"_s};
        QTest::newRow("a name may be encoded")
            << u"/api/v1/%74hings"_s << QStringList{u"listThings"_s, u"addThing"_s} << none;
        QTest::newRow("beside the version") << u"/healthz"_s << QStringList{u"health"_s} << none;
        for (const char *path :
             {"", "/", "/api", "/api/v1", "/api/v1/", "/api/v1/thing", "/api/v1/things/", "/api/v1/things/7/",
              "/api/v1/things/7/parts", "/api/v1/things//parts/b", "/api/v1/things/7/parts/b/c", "/api/v2/things",
              "/things", "/api/v1/healthz", "/api/v1/things/%00", "/api/v1/things/%ff", "/api/v1/{id}"})
            QTest::newRow(path) << QString::fromLatin1(path) << none << none;
    }
    void paths()
    {
        QFETCH(const QString, path);
        QFETCH(const QStringList, names);
        QFETCH(const QStringList, parameters);
        QStringList found;
        QStringList values;
        for (const RouteTree::Match &match : RouteTree(table).find(path)) {
            found << QString::fromLatin1(match.route->name);
            for (auto it = match.parameters.cbegin(); it != match.parameters.cend(); ++it)
                values << QString::fromLatin1(it.key()) + u'=' + *it;
        }
        values.sort();
        QCOMPARE(found, names);
        QCOMPARE(values, parameters);
    }

    // Each leads to its own path, with its values, and to nothing else of its method.
    void everyOperationIsFound()
    {
        const RouteTree tree(operations());
        for (const Route *operation : operations()) {
            QStringList values;
            for (const QString &segment : patternSegments(*operation)) {
                if (segment.startsWith(u'{'))
                    values << u"value %1/é"_s.arg(values.size());
            }
            QByteArrayList ofMethod;
            for (const RouteTree::Match &match : tree.find(pathOf(*operation, values))) {
                if (match.route->method != operation->method)
                    continue;
                ofMethod << match.route->name;
                QCOMPARE(match.parameters.size(), values.size());
                for (const QString &value : std::as_const(values))
                    QVERIFY2(match.parameters.values().contains(value), operation->name);
            }
            QCOMPARE(ofMethod, QByteArrayList{operation->name});
        }
    }
};

UNMTA_TEST(TestRouteTree)

} // namespace unmta::tst_route_tree

#include "tst_route_tree.moc"
