// The parts of JSON (RFC 8259) that QJsonDocument leaves open: duplicate keys, and halves of surrogate pairs. The scan
// for keys runs on text that QJsonDocument has already accepted, so it only has to know where strings and nesting begin
// and end.
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

// Where in `value` a text with half of a surrogate pair stands; `name` is the value's own.
std::optional<QString> loneSurrogateIn(const QJsonValue &value, const QString &name)
{
    if (value.isString())
        return value.toString().isValidUtf16() ? std::nullopt : std::optional(name);
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &entry : array) {
            if (auto found = loneSurrogateIn(entry, name))
                return found;
        }
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            // A name that is not valid itself cannot be named.
            if (!it.key().isValidUtf16())
                return name;
            if (auto found = loneSurrogateIn(it.value(), name.isEmpty() ? it.key() : name + u'.' + it.key()))
                return found;
        }
    }
    return std::nullopt;
}

} // namespace

Result<QJsonObject> parseObject(const QByteArray &body)
{
    const auto value = parseValue(body);
    if (!value)
        return value.error();
    if (!value->isObject())
        return Error(QStringLiteral("json.not_an_object"));
    return value->toObject();
}

Result<QJsonValue> parseValue(const QByteArray &body)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parse);
    if (parse.error != QJsonParseError::NoError) {
        return Error(QStringLiteral("json.malformed"), {}, {{QStringLiteral("offset"), QString::number(parse.offset)}},
                     parse.errorString());
    }
    const QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    if (const auto field = loneSurrogateIn(value, {})) {
        return Error(QStringLiteral("json.lone_surrogate"), *field,
                     {{QStringLiteral("field"), field->isEmpty() ? QStringLiteral("a field's name") : *field}});
    }
    if (const auto key = firstDuplicateKey(body))
        return Error(QStringLiteral("json.duplicate_key"), *key, {{QStringLiteral("key"), *key}});
    return value;
}

} // namespace unmta::wire
