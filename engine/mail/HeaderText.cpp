#include "mail/HeaderText.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::mail {

namespace {

constexpr qsizetype foldAt = 78;
constexpr qsizetype bytesPerWord = 42; // 56 characters of base64 plus "=?utf-8?B?" and "?=" stay below 75
constexpr qsizetype longestPlainWord = 900;

bool isPlain(const QString &text)
{
    const auto isPrintable = [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; };
    if (!std::all_of(text.begin(), text.end(), isPrintable) || text.contains("=?"_L1))
        return false;
    const QStringList words = text.split(u' ');
    return std::all_of(words.begin(), words.end(), [](const QString &word) { return word.size() <= longestPlainWord; });
}

// Each word is decodable by itself: no character is cut in two (RFC 2047 section 5).
QList<QByteArray> encodedWords(const QString &text)
{
    QList<QByteArray> words;
    QByteArray part;
    const auto flush = [&words, &part] {
        words.append("=?utf-8?B?" + part.toBase64() + "?=");
        part.clear();
    };
    const QList<uint> characters = text.toUcs4();
    for (const uint character : characters) {
        const char32_t one = character;
        const QByteArray bytes = QString::fromUcs4(&one, 1).toUtf8();
        if (part.size() + bytes.size() > bytesPerWord)
            flush();
        part += bytes;
    }
    if (!part.isEmpty())
        flush();
    return words;
}

QByteArray folded(const QByteArray &name, const QList<QByteArray> &words)
{
    QByteArray result = name + ':';
    qsizetype column = result.size();
    for (const QByteArray &word : words) {
        if (column + 1 + word.size() > foldAt && column > name.size() + 1) {
            result += "\r\n";
            column = 0;
        }
        result += ' ' + word;
        column += 1 + word.size();
    }
    return result + "\r\n";
}

bool isLiteral(char c)
{
    return (c >= '!' && c <= '~' && c != '=') || c == ' ' || c == '\t';
}

QByteArray hexOctet(char c)
{
    return '=' + QByteArray(1, c).toHex().toUpper();
}

QByteArray quotedLine(const QByteArray &line)
{
    constexpr qsizetype longest = 75; // and "=" for the soft break
    QByteArray result;
    qsizetype column = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool isLast = i + 1 == line.size();
        // Not required, but spares the message from relays that stumble over them.
        const bool isTrap = column == 0 && (c == '.' || (c == 'F' && line.sliced(i).startsWith("From ")));
        const bool isBlankAtEnd = isLast && (c == ' ' || c == '\t');
        const QByteArray token = isLiteral(c) && !isTrap && !isBlankAtEnd ? QByteArray(1, c) : hexOctet(c);
        if (column + token.size() > longest) {
            result += "=\r\n";
            column = 0;
        }
        result += token;
        column += token.size();
    }
    return result;
}

} // namespace

QString oneLine(const QString &text)
{
    QString result;
    result.reserve(text.size());
    bool isGap = false;
    for (const QChar c : text) {
        if (c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0) || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator) {
            isGap = true;
            continue;
        }
        if (isGap && !result.isEmpty() && result.back() != u' ' && c != u' ')
            result += u' ';
        isGap = false;
        result += c;
    }
    return result.trimmed();
}

QByteArray unstructuredHeader(const QByteArray &name, const QString &value)
{
    const QString text = oneLine(value);
    if (isPlain(text))
        return folded(name, text.toLatin1().split(' '));
    return folded(name, encodedWords(text));
}

QByteArray displayName(const QString &name)
{
    const QString text = oneLine(name);
    if (!isPlain(text))
        return encodedWords(text).join("\r\n ");
    const auto isAtomText = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u' ' ||
               c == u'-';
    };
    if (std::all_of(text.begin(), text.end(), isAtomText))
        return text.toLatin1();
    QByteArray quoted = text.toLatin1();
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    return '"' + quoted + '"';
}

QByteArray listHeader(const QByteArray &name, const QList<QByteArray> &items)
{
    QList<QByteArray> words = items;
    for (qsizetype i = 0; i + 1 < words.size(); ++i)
        words[i] += ',';
    return folded(name, words);
}

QByteArray quotedPrintable(const QString &text)
{
    QString normalised = text;
    normalised.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    QByteArray result;
    const QList<QByteArray> lines = normalised.toUtf8().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        // What follows the last line end is no line of its own.
        if (i + 1 == lines.size() && lines[i].isEmpty())
            break;
        result += quotedLine(lines[i]) + "\r\n";
    }
    return result;
}

} // namespace unmta::mail
