// resources/openapi.yaml as the tests read it: its lines, its schemas, and the example that each schema has with every
// field set, from which the wire structs' samples are made. The document keeps to a plain indentation of two spaces, so
// that reading it needs no YAML library.
#pragma once

#include "contract/json/JsonCodec.h"

#include <QHash>
#include <QMap>
#include <QStringList>

namespace unmta::test {

struct DocumentLine
{
    qsizetype indent;
    QString text; // without indentation
};

// Lines that are not empty; nothing where the file cannot be read.
[[nodiscard]] QList<DocumentLine> apiDocument();

// Those below a key at the top level.
[[nodiscard]] QList<DocumentLine> apiDocumentSection(const QString &key);

struct ApiSchema
{
    QStringList properties;
    QStringList required;
    QHash<QString, QString> references; // property (or that of its items) to the name of its schema
    bool strict = false;                // unknown fields are refused
    QByteArray example;                 // JSON; empty: a part of another schema's
};

[[nodiscard]] QMap<QString, ApiSchema> apiSchemas();

// A schema's own example, its part of the example of one that refers to it, or one that is put together from the
// examples of all that it refers to. Empty where there is none.
[[nodiscard]] QJsonObject apiExample(const QString &schema);

// The example as a value; ends the program where the codec refuses it.
template <typename T>
[[nodiscard]] T sample(const char *schema)
{
    const auto value = wire::fromJson<T>(apiExample(QString::fromLatin1(schema)), wire::UnknownFields::Refuse);
    if (!value)
        qFatal("The example of %s does not fit: %s", schema, qPrintable(describe(value.error())));
    return *value;
}

} // namespace unmta::test
