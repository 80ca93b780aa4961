#include "support/ApiDocument.h"

#include "support/TestPaths.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace unmta::test {

using namespace Qt::StringLiterals;

namespace {

QJsonObject ownExample(const ApiSchema &schema)
{
    return QJsonDocument::fromJson(schema.example).object();
}

} // namespace

QList<DocumentLine> apiDocument()
{
    QFile file(sourcePath(u"resources/openapi.yaml"_s));
    QList<DocumentLine> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    const auto all = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : all) {
        const QString text = line.trimmed();
        if (!text.isEmpty())
            lines << DocumentLine{line.indexOf(text), text};
    }
    return lines;
}

QList<DocumentLine> apiDocumentSection(const QString &key)
{
    QList<DocumentLine> result;
    bool inside = false;
    for (const DocumentLine &line : apiDocument()) {
        if (line.indent == 0)
            inside = line.text == key + u':';
        else if (inside)
            result << line;
    }
    return result;
}

QMap<QString, ApiSchema> apiSchemas()
{
    static const QRegularExpression reference(u"\\$ref: '#/components/schemas/(\\w+)'"_s);
    QMap<QString, ApiSchema> result;
    QString part;
    QString key;
    QString property;
    ApiSchema *schema = nullptr;
    for (const DocumentLine &line : apiDocumentSection(u"components"_s)) {
        if (line.indent == 2) {
            part = line.text;
            schema = nullptr;
        } else if (part == u"schemas:"_s && line.indent == 4) {
            schema = &result[line.text.chopped(1)];
        } else if (schema && line.indent == 6) {
            key = line.text.section(u':', 0, 0);
            schema->strict |= line.text == u"additionalProperties: false"_s;
            if (key == u"required"_s && line.text.endsWith(u']'))
                schema->required = line.text.section(u'[', 1).chopped(1).split(u", "_s);
        } else if (schema && key == u"example"_s) {
            schema->example += line.text.toUtf8() + ' ';
        } else if (schema && key == u"required"_s) {
            schema->required << line.text.sliced(2);
        } else if (schema && key == u"properties"_s) {
            if (line.indent == 8)
                schema->properties << (property = line.text.section(u':', 0, 0));
            else if (const auto match = reference.match(line.text); match.hasMatch())
                schema->references.insert(property, match.captured(1));
        }
    }
    return result;
}

QJsonObject apiExample(const QString &schema)
{
    static const QMap<QString, ApiSchema> all = apiSchemas();
    const ApiSchema wanted = all.value(schema);
    if (!wanted.example.isEmpty())
        return ownExample(wanted);
    for (auto [name, whole] : all.asKeyValueRange()) {
        const QString property = whole.references.key(schema);
        const QJsonValue part = property.isEmpty() ? QJsonValue() : apiExample(name).value(property);
        if (!part.isUndefined() && !part.isNull())
            return part.isArray() ? part.toArray().first().toObject() : part.toObject();
    }
    QJsonObject composed;
    for (auto [property, other] : wanted.references.asKeyValueRange()) {
        if (!all.value(other).example.isEmpty())
            composed.insert(property, ownExample(all.value(other)));
    }
    return composed;
}

} // namespace unmta::test
