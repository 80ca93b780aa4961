// Host and domain names as text: normalising and comparing. Pure.
#pragma once

#include <QString>
#include <QStringList>

namespace unmta::dns {

// Lower case, without the final dot; the root is ".".
[[nodiscard]] QString normalName(QStringView name);
// Fit to be put into a query: ASCII letters, digits, '-', '_' and '*', labels of 1 to 63, at most 253 characters. The
// root is valid.
[[nodiscard]] bool isValidName(QStringView name);
// Without the escapes of presentation form (RFC 1035, 5.1): "a\.b\032" → "a.b ". Bytes above ASCII are read as UTF-8.
[[nodiscard]] QString unescaped(const QString &name);
// "b.example.com" is under "example.com" and so is "example.com" itself. Both normalised.
[[nodiscard]] bool isUnder(QStringView name, QStringView zone);
// "example.com" of "track.example.com"; "." of a single label.
[[nodiscard]] QString parentName(const QString &name);
[[nodiscard]] QString firstLabel(const QString &name);
[[nodiscard]] qsizetype labelCount(const QString &name);

// The zones that may hold the name: itself and those above it, down to two labels; the deepest comes first.
[[nodiscard]] QStringList possibleZones(const QString &name);

} // namespace unmta::dns
