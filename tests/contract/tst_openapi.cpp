// resources/openapi.yaml against the table of operations and the codecs. The document keeps to a plain indentation of
// two spaces, so that reading it needs no YAML library.
#include "WireSamples.h"

#include "contract/Operations.h"
#include "contract/json/JsonCodec.h"
#include "support/TestMain.h"
#include "support/TestPaths.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace unmta::tst_openapi {

using namespace unmta::test;
using namespace Qt::StringLiterals;

namespace {

struct Line
{
    qsizetype indent;
    QString text; // without indentation
};

QList<Line> document()
{
    QFile file(test::sourcePath(u"resources/openapi.yaml"_s));
    QList<Line> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    const auto all = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : all) {
        const QString text = line.trimmed();
        if (!text.isEmpty())
            lines << Line{line.indexOf(text), text};
    }
    return lines;
}

// The lines below a key at the top level.
QList<Line> section(const QString &key)
{
    QList<Line> result;
    bool inside = false;
    for (const Line &line : document()) {
        if (line.indent == 0)
            inside = line.text == key + u':';
        else if (inside)
            result << line;
    }
    return result;
}

struct Described
{
    QString path;
    QString method;
    QString id;
    QString description;
    QStringList parameters; // "$ref" names, those of the path included
    bool hasBody = false;
    bool isOpen = false; // "security: []"
};

QList<Described> described()
{
    static const QRegularExpression reference(u"\\A- \\$ref: '#/components/parameters/(\\w+)'\\z"_s);
    QList<Described> result;
    QString path;
    QStringList common;
    for (const Line &line : section(u"paths"_s)) {
        if (line.indent == 2) {
            path = line.text.chopped(1);
            common.clear();
        } else if (line.indent == 4 &&
                   QStringList{u"get:"_s, u"post:"_s, u"put:"_s, u"patch:"_s, u"delete:"_s}.contains(line.text)) {
            result << Described{path, line.text.chopped(1).toUpper(), {}, {}, common};
        } else if (const auto match = reference.match(line.text); match.hasMatch()) {
            (line.indent == 6 ? common : result.last().parameters) << match.captured(1);
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

// The property names of each schema, and those that it requires.
struct Schema
{
    QStringList properties;
    QStringList required;
    bool strict = false;
};

QMap<QString, Schema> schemas()
{
    QMap<QString, Schema> result;
    QString part;
    QString name;
    QString key;
    for (const Line &line : section(u"components"_s)) {
        if (line.indent == 2) {
            part = line.text;
        } else if (part == u"schemas:"_s) {
            if (line.indent == 4) {
                name = line.text.chopped(1);
                result.insert(name, {});
            } else if (line.indent == 6) {
                key = line.text.section(u':', 0, 0);
                result[name].strict |= line.text == u"additionalProperties: false"_s;
                if (key == u"required"_s && line.text.endsWith(u']'))
                    result[name].required = line.text.section(u'[', 1).chopped(1).split(u", "_s);
            } else if (line.indent == 8 && key == u"properties"_s) {
                result[name].properties << line.text.chopped(1);
            } else if (line.indent == 8 && key == u"required"_s) {
                result[name].required << line.text.sliced(2);
            }
        }
    }
    return result;
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
                                                 {Scope::Admin, u"scope `admin`"_s}};
        QVERIFY2(found->description.contains(words.value(route.scope)), qPrintable(found->description));
        QCOMPARE(found->isOpen, route.scope == Scope::None);
        // Each segment in braces is a parameter of the path.
        const qsizetype open = QByteArray(route.pattern).count('{');
        const qsizetype declared =
            std::count_if(found->parameters.begin(), found->parameters.end(), [](const QString &p) {
                return QStringList{u"cluster"_s, u"name"_s, u"tokenId"_s}.contains(p);
            });
        QCOMPARE(declared, open);
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

    void schemasNameTheFieldsOfTheCodecs_data()
    {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QJsonObject>("json"); // with every field
        QTest::addColumn<bool>("request");
        const auto row = [](const char *name, const QJsonObject &json, bool request = false) {
            QTest::newRow(name) << QString::fromLatin1(name) << json << request;
        };
        const QJsonObject domain = wire::toJson(sampleDomain());
        const QJsonObject check = wire::toJson(sampleCheck());
        row("Server", wire::toJson(sampleServer()));
        row("Listener", wire::toJson(sampleServer()).value(u"listeners"_s)[0].toObject());
        row("Cluster", wire::toJson(sampleCluster()));
        row("ClusterInput", wire::toJson(wire::ClusterInput()), true);
        row("ClusterChange", wire::toJson(wire::ClusterChange{QString(), QStringList()}), true);
        row("TimelineEntry", wire::toJson(sampleTimelineEntry()));
        row("MailTest", wire::toJson(wire::MailTest()));
        row("TrackingDomain", domain);
        row("Record", domain.value(u"record"_s).toObject());
        row("Certificate", domain.value(u"certificate"_s).toObject());
        row("Problem", domain.value(u"certificate"_s).toObject().value(u"error"_s).toObject());
        row("RecentActivity", domain.value(u"activity_7d"_s).toObject());
        row("TrackingDomainInput", wire::toJson(wire::TrackingDomainInput()), true);
        row("Check", check);
        row("ServerAnswer", check.value(u"servers"_s)[0].toObject());
        row("VerifyReply", wire::toJson(wire::VerifyReply()));
        row("Event", wire::toJson(sampleEvent()));
        row("ActivityBucket", wire::toJson(sampleBucket()));
        row("LinkInput", wire::toJson(sampleLinkInput()), true);
        row("Link", wire::toJson(wire::Link()));
        row("RewriteRules", wire::toJson(wire::RewriteRules()), true);
        const QJsonObject preview = wire::toJson(sampleRewritePreview());
        row("RewritePreview", preview);
        row("RewriteLink", preview.value(u"links"_s)[0].toObject());
        row("RewritePart", preview.value(u"parts"_s)[0].toObject());
        row("BackupInput", wire::toJson(wire::BackupInput()), true);
        row("Backup", wire::toJson(wire::Backup{u"/copy"_s, {u"engine.db"_s}}));
        row("InspectInput", wire::toJson(wire::InspectInput()), true);
        row("Inspection", wire::toJson(wire::Inspection()));
        row("Token", wire::toJson(sampleToken()));
        row("TokenInput", wire::toJson(wire::TokenInput{{}, {}, u"c"_s, TimePoint()}), true);
        row("Notification", wire::toJson(sampleNotification()));
        row("AuditEntry", wire::toJson(sampleAuditEntry()));
        row("Monitor", wire::toJson(sampleMonitor()));
        row("DanglingRecord", wire::toJson(sampleDangling()));
        row("Change", wire::toJson(wire::Change()));
        row("ChangePage", wire::toJson(sampleChangePage()));
        row("DnsRecord", wire::toJson(sampleRecord()), true);
        row("ClockInput", wire::toJson(wire::ClockInput()), true);
        row("ClockState", wire::toJson(wire::ClockState()));
        row("Failure", wire::toJson(wire::Failure()));
    }
    void schemasNameTheFieldsOfTheCodecs()
    {
        QFETCH(QString, schema);
        QFETCH(QJsonObject, json);
        QFETCH(bool, request);
        const auto all = schemas();
        QVERIFY(all.contains(schema));
        QCOMPARE(sorted(all.value(schema).properties), sorted(json.keys()));
        QCOMPARE(all.value(schema).strict, request);
        for (const QString &field : all.value(schema).required)
            QVERIFY2(json.contains(field), qPrintable(field));
    }

    void requiredFieldsAreThoseThatTheCodecMisses()
    {
        const auto all = schemas();
        const auto missed = [](auto sample) {
            const QJsonObject json = wire::toJson(sample);
            QStringList required;
            for (const QString &key : json.keys()) {
                QJsonObject less = json;
                less.remove(key);
                if (!wire::fromJson<decltype(sample)>(less, wire::UnknownFields::Refuse))
                    required << key;
            }
            return required;
        };
        QCOMPARE(sorted(all[u"ClusterInput"_s].required), missed(wire::ClusterInput()));
        QCOMPARE(sorted(all[u"TrackingDomainInput"_s].required), missed(wire::TrackingDomainInput()));
        QCOMPARE(sorted(all[u"LinkInput"_s].required), missed(sampleLinkInput()));
        QCOMPARE(sorted(all[u"TokenInput"_s].required), missed(wire::TokenInput{{}, {}, u"c"_s, TimePoint()}));
        QCOMPARE(sorted(all[u"DnsRecord"_s].required), missed(sampleRecord()));
        QCOMPARE(sorted(all[u"ClockInput"_s].required), missed(wire::ClockInput()));
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
        for (const Line &line : section(u"components"_s)) {
            if (line.indent == 2)
                current = line.text.chopped(1);
            else if (line.indent == 4 && current == part)
                there.insert(line.text.chopped(1));
        }
        for (const Line &line : document()) {
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
