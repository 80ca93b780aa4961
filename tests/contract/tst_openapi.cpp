// resources/openapi.yaml against the table of operations and the codecs.
#include "WireTypes.h"

#include "support/ApiDocument.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_openapi {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

struct Described
{
    QString path;
    QString method;
    QString id;
    QString description;
    QStringList parameters; // "$ref" names, those of the path included
    QStringList query;      // the names of those in the query
    QStringList statuses;
    bool hasBody = false;
    bool isOpen = false; // "security: []"
};

// The names of the shared parameters of the query, by the name of their "$ref".
QHash<QString, QString> sharedQueryParameters()
{
    QHash<QString, QString> result;
    QString part;
    QString id;
    QString name;
    for (const DocumentLine &line : apiDocumentSection(u"components"_s)) {
        if (line.indent == 2)
            part = line.text;
        else if (line.indent == 4)
            id = line.text.chopped(1);
        else if (line.indent == 6 && line.text.startsWith(u"name: "_s))
            name = line.text.section(u' ', 1);
        else if (part == u"parameters:"_s && line.indent == 6 && line.text == u"in: query"_s)
            result.insert(id, name);
    }
    return result;
}

QList<Described> described()
{
    const auto shared = sharedQueryParameters();
    static const QRegularExpression own(u"\\A- name: (\\w+)\\z"_s);
    static const QRegularExpression status(u"\\A'(\\d+)':\\z"_s);
    static const QRegularExpression reference(u"\\A- \\$ref: '#/components/parameters/(\\w+)'\\z"_s);
    QList<Described> result;
    QString path;
    QStringList common;
    for (const DocumentLine &line : apiDocumentSection(u"paths"_s)) {
        if (line.indent == 2) {
            path = line.text.chopped(1);
            common.clear();
        } else if (line.indent == 4 &&
                   QStringList{u"get:"_s, u"post:"_s, u"put:"_s, u"patch:"_s, u"delete:"_s}.contains(line.text)) {
            result << Described{path, line.text.chopped(1).toUpper(), {}, {}, common, {}, {}};
        } else if (const auto match = reference.match(line.text); match.hasMatch()) {
            (line.indent == 6 ? common : result.last().parameters) << match.captured(1);
            if (shared.contains(match.captured(1)))
                result.last().query << shared.value(match.captured(1));
        } else if (const auto named = own.match(line.text); named.hasMatch()) {
            result.last().query << named.captured(1);
        } else if (const auto answer = status.match(line.text); answer.hasMatch()) {
            result.last().statuses << answer.captured(1);
        } else if (line.text.startsWith(u"operationId: "_s)) {
            result.last().id = line.text.section(u' ', 1);
        } else if (line.indent == 6 && line.text == u"requestBody:"_s) {
            result.last().hasBody = true;
        } else if (line.indent == 6 && line.text == u"security: []"_s) {
            result.last().isOpen = true;
        } else if (line.text.contains(u"Needs the scope"_s) || line.text.contains(u"Needs no token"_s)) {
            result.last().description = line.text;
        }
    }
    return result;
}

QString openApiPath(const Route &route)
{
    QString pattern = QString::fromLatin1(route.pattern);
    return pattern.startsWith(u"//"_s) ? pattern.sliced(1) : pattern;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

class TestOpenApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRouteIsDescribed_data()
    {
        QTest::addColumn<qsizetype>("index");
        for (std::size_t i = 0; i < operations().size(); ++i)
            QTest::newRow(operations()[i]->name) << static_cast<qsizetype>(i);
    }
    void everyRouteIsDescribed()
    {
        QFETCH(qsizetype, index);
        const Route &route = *operations()[static_cast<std::size_t>(index)];
        const auto all = described();
        const auto found = std::find_if(all.begin(), all.end(), [&route](const Described &o) {
            return o.path == openApiPath(route) && o.method == QString::fromLatin1(methodName(route.method));
        });
        QVERIFY2(found != all.end(), route.pattern);
        QCOMPARE(found->id, QString::fromLatin1(route.name));
        // The scope that the table asks for is the one that the text names.
        static const QHash<Scope, QString> words{{Scope::None, u"Needs no token"_s},
                                                 {Scope::Read, u"scope `read`"_s},
                                                 {Scope::Rewrite, u"scope `rewrite`"_s},
                                                 {Scope::Events, u"scope `events`"_s},
                                                 {Scope::Admin, u"scope `admin`"_s}};
        QVERIFY2(found->description.contains(words.value(route.scope)), qPrintable(found->description));
        QCOMPARE(found->isOpen, route.scope == Scope::None);
        // Each segment in braces is a parameter of the path.
        const qsizetype open = QByteArray(route.pattern).count('{');
        const qsizetype declared =
            std::count_if(found->parameters.begin(), found->parameters.end(), [](const QString &p) {
                return QStringList{u"cluster"_s, u"name"_s, u"tokenId"_s, u"platform"_s, u"webhookId"_s, u"nodeId"_s}
                    .contains(p);
            });
        QCOMPARE(declared, open);
        QCOMPARE(sorted(found->query), sorted(route.queryNames()));
        QVERIFY(found->statuses.contains(u"422"_s)); // for any other parameter
        if (route.method == Method::Get || route.method == Method::Delete || route.payload == Payload::None)
            QVERIFY(!found->hasBody);
    }

    void nothingIsDescribedThatIsNotThere()
    {
        const auto all = described();
        QCOMPARE(static_cast<std::size_t>(all.size()), operations().size());
        for (const Described &operation : all) {
            const bool known = std::any_of(operations().begin(), operations().end(), [&operation](const Route *route) {
                return operation.id == QString::fromLatin1(route->name);
            });
            QVERIFY2(known, qPrintable(operation.id));
        }
    }

    void schemasNameTheFieldsOfTheirExamples_data()
    {
        QTest::addColumn<QString>("name");
        const auto all = apiSchemas();
        for (const QString &name : all.keys())
            QTest::newRow(qPrintable(name)) << name;
    }
    // The examples are what the codecs write (tst_wire_codec).
    void schemasNameTheFieldsOfTheirExamples()
    {
        QFETCH(QString, name);
        static const QStringList withoutExample{u"PageMeta"_s, u"RewriteSnapshot"_s, u"Settings"_s};
        const ApiSchema schema = apiSchemas().value(name);
        const QJsonObject example = apiExample(name);
        QCOMPARE(example.isEmpty(), withoutExample.contains(name));
        if (!example.isEmpty())
            QCOMPARE(sorted(schema.properties), sorted(example.keys()));
        for (const QString &field : schema.required)
            QVERIFY2(schema.properties.contains(field), qPrintable(field));
    }

    void requestsAreStrictAndRequireWhatTheCodecMisses_data()
    {
        QTest::addColumn<WireType>("type");
        for (const WireType &type : wireTypes())
            QTest::newRow(qPrintable(type.schema)) << type;
    }
    void requestsAreStrictAndRequireWhatTheCodecMisses()
    {
        QFETCH(WireType, type);
        const ApiSchema schema = apiSchemas().value(type.schema);
        QCOMPARE(schema.strict, type.isRequest);
        if (!type.isRequest)
            return;
        const QJsonObject example = apiExample(type.schema);
        QStringList missed;
        for (const QString &key : example.keys()) {
            QJsonObject less = example;
            less.remove(key);
            if (!type.pass(less, wire::UnknownFields::Refuse))
                missed << key;
        }
        QCOMPARE(sorted(schema.required), type.isPartial ? QStringList() : missed);
    }

    void referencesLead_data()
    {
        QTest::addColumn<QString>("part");
        for (const char *part : {"schemas", "parameters", "responses"})
            QTest::newRow(part) << QString::fromLatin1(part);
    }
    void referencesLead()
    {
        QFETCH(QString, part);
        QSet<QString> there;
        QSet<QString> wanted;
        QString current;
        static const QRegularExpression reference(u"\\$ref: '#/components/(\\w+)/(\\w+)'"_s);
        for (const DocumentLine &line : apiDocumentSection(u"components"_s)) {
            if (line.indent == 2)
                current = line.text.chopped(1);
            else if (line.indent == 4 && current == part)
                there.insert(line.text.chopped(1));
        }
        for (const DocumentLine &line : apiDocument()) {
            const auto match = reference.match(line.text);
            if (match.captured(1) == part)
                wanted.insert(match.captured(2));
        }
        QCOMPARE(there, wanted); // neither dangling nor unused
    }
};

UNMTA_TEST(TestOpenApi)

} // namespace unmta::tst_openapi

#include "tst_openapi.moc"
