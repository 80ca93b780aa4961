// The user's own target as a CNAME's value, with something beside it that was typed or pasted along. Pure.
#pragma once

#include <QString>

namespace unmta::diagnosis {

enum class TypingMistake
{
    None, // the target itself, or another name
    Quotes,
    Backslash,
    Scheme, // "https://", or a path behind it
    Blank,
    Dots,        // one too many, wherever
    WholeRecord, // the line of a zone file
};

// `value`: a domain name as RFC 1035, 5.1 writes it, with "\" and "\DDD" before what is special; any case.
// `target`: normalised. What follows the target, because the provider has appended its zone, makes no difference.
[[nodiscard]] TypingMistake typingMistakeIn(const QString &value, const QString &target);

// What stands there, as it was typed.
[[nodiscard]] QString typedText(const QString &value);

} // namespace unmta::diagnosis
