// The parts of JSON (RFC 8259) that QJsonDocument leaves open: duplicate keys, control characters that stand in a text
// as they are, and halves of surrogate pairs. U+0000 is refused in any form: what is stored or printed would end there.
// The scan for keys runs on text that QJsonDocument has already accepted, so it only has to know where strings and
// nesting begin and end.
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

// Outside of strings QJsonDocument takes none but blanks.
std::optional<qsizetype> firstRawControl(const QByteArray &text)
{
    bool isInString = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (isInString && c < 0x20)
            return at;
        if (isInString && c == '\\')
            ++at;
        else if (c == '"')
            isInString = !isInString;
    }
    return std::nullopt;
}

// What is wrong with a text.
std::optional<QString> faultOf(const QString &text)
{
    if (!text.isValidUtf16())
        return QStringLiteral("json.lone_surrogate");
    return text.contains(QChar::Null) ? std::optional(QStringLiteral("json.nul")) : std::nullopt;
}

struct TextFault
{
    QString code;
    QString field;
};

// The first text in `value` that is none; `name` is the value's own.
std::optional<TextFault> faultIn(const QJsonValue &value, const QString &name)
{
    if (value.isString()) {
        const auto fault = faultOf(value.toString());
        return fault ? std::optional(TextFault{*fault, name}) : std::nullopt;
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const auto &entry : array) {
            if (auto found = faultIn(entry, name))
                return found;
        }
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            // A name that is not valid itself cannot be named.
            if (const auto fault = faultOf(it.key()))
                return TextFault{*fault, name};
            if (auto found = faultIn(it.value(), name.isEmpty() ? it.key() : name + u'.' + it.key()))
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
    if (const auto at = firstRawControl(body)) {
        return Error(QStringLiteral("json.malformed"), {}, {{QStringLiteral("offset"), QString::number(*at)}},
                     QStringLiteral("a control character in a text"));
    }
    const QJsonValue value = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    if (const auto fault = faultIn(value, {})) {
        const QString &field = fault->field;
        return Error(fault->code, field,
                     {{QStringLiteral("field"), field.isEmpty() ? QStringLiteral("a field's name") : field}});
    }
    if (const auto key = firstDuplicateKey(body))
        return Error(QStringLiteral("json.duplicate_key"), *key, {{QStringLiteral("key"), *key}});
    return value;
}

} // namespace unmta::wire
