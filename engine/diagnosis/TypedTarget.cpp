#include "diagnosis/TypedTarget.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

namespace {

// Straight, and as word processors make them.
const QString quotes = u"\"'`\u201c\u201d\u201e\u2018\u2019"_s;

bool isTarget(const QString &name, const QString &target)
{
    return name == target || name.startsWith(target + u'.');
}

QString without(QString text, const QString &characters)
{
    text.removeIf([&characters](QChar c) { return characters.contains(c); });
    return text;
}

QString withoutScheme(QString text)
{
    static const QRegularExpression scheme(u"\\A[a-z][a-z0-9+.-]*:/*"_s);
    text.remove(scheme);
    return text.section(u'/', 0, 0);
}

QString withoutExtraDots(const QString &text)
{
    return text.split(u'.', Qt::SkipEmptyParts).join(u'.');
}

} // namespace

QString typedText(const QString &value)
{
    QByteArray typed;
    const QByteArray text = value.toUtf8();
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != '\\' || i + 1 == text.size()) {
            typed += text.at(i);
            continue;
        }
        bool isNumber = false;
        const int number = text.mid(i + 1, 3).toInt(&isNumber);
        const bool isCode = isNumber && i + 3 < text.size() && number >= 0 && number < 256;
        typed += isCode ? static_cast<char>(number) : text.at(i + 1);
        i += isCode ? 3 : 1;
    }
    return QString::fromUtf8(typed);
}

TypingMistake typingMistakeIn(const QString &value, const QString &target)
{
    if (isTarget(value.toLower(), target))
        return TypingMistake::None;
    const QString typed = typedText(value).toLower();
    static const QRegularExpression blank(u"\\s+"_s);
    const QStringList words = typed.split(blank, Qt::SkipEmptyParts);
    const auto cleaned = [](const QString &text) {
        return withoutExtraDots(withoutScheme(without(text, quotes + u'\\')));
    };
    // ".example.com" behind a blank is what the provider has appended.
    const bool isLine = words.size() > 2 || (words.size() == 2 && !words.at(1).startsWith(u'.'));
    if (isLine) {
        const bool any = std::any_of(words.begin(), words.end(),
                                     [&](const QString &word) { return isTarget(cleaned(word), target); });
        return any ? TypingMistake::WholeRecord : TypingMistake::None;
    }
    const QString word = words.value(0);
    if (!isTarget(cleaned(word), target))
        return TypingMistake::None;
    // All of them may be there; the first one to be seen is told, and what stands there is shown.
    if (without(word, quotes) != word)
        return TypingMistake::Quotes;
    if (word.contains(u'\\'))
        return TypingMistake::Backslash;
    if (withoutScheme(word) != word)
        return TypingMistake::Scheme;
    return word != typed ? TypingMistake::Blank : TypingMistake::Dots;
}

} // namespace unmta::diagnosis
