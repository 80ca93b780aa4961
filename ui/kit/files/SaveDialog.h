// Asks where a file is to go, and writes it there: whole or not at all.
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace unmta::ui {

struct SaveWish
{
    QString title;
    QString fileName; // what is proposed, with its suffix
    QByteArray content;
};

// `told` gets a sentence about how it went, unless nobody wanted a file after all.
void openSave(const SaveWish &wish, QWidget *parent,
              const std::function<void(bool isWritten, const QString &told)> &told);

// A cell of a CSV file (RFC 4180) that no program takes for a formula.
[[nodiscard]] QString csvCell(QString text);

} // namespace unmta::ui
