// The part of JSON (RFC 8259) that QJsonDocument leaves open: duplicate keys. The scan runs on text that QJsonDocument
// has already accepted, so it only has to know where strings and nesting begin and end.
#include "contract/json/JsonCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace unmta::wire {

namespace {

// The end (behind the closing quote) of the string that starts at `at`.
qsizetype stringEnd(const QByteArray &text, qsizetype at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\')
            ++at;
    }
    return at + 1;
}

// "\u0061" and "a" are the same key.
QString decodeKey(const QByteArray &quoted)
{
    return QJsonDocument::fromJson('[' + quoted + ']').array().at(0).toString();
}

std::optional<QString> firstDuplicateKey(const QByteArray &text)
{
    QList<QSet<QString>> keys; // one set per open object or array
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            keys.emplaceBack();
        } else if (c == '}' || c == ']') {
            keys.removeLast();
        } else if (c == '"') {
            const qsizetype end = stringEnd(text, at);
            qsizetype next = end;
            while (next < text.size() && QByteArrayView(" \t\r\n").contains(text[next]))
                ++next;
            if (next < text.size() && text[next] == ':' && !keys.isEmpty()) {
                const QString key = decodeKey(text.mid(at, end - at));
                if (keys.last().contains(key))
                    return key;
                keys.last().insert(key);
            }
            at = end - 1;
        }
    }
    return std::nullopt;
}

} // namespace

Result<QJsonObject> parseObject(const QByteArray &body)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parse);
    if (parse.error != QJsonParseError::NoError) {
        return Error(QStringLiteral("json.malformed"), {}, {{QStringLiteral("offset"), QString::number(parse.offset)}},
                     parse.errorString());
    }
    if (!document.isObject())
        return Error(QStringLiteral("json.not_an_object"));
    if (const auto key = firstDuplicateKey(body))
        return Error(QStringLiteral("json.duplicate_key"), *key, {{QStringLiteral("key"), *key}});
    return document.object();
}

} // namespace unmta::wire
