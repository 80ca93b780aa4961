// Tells something that somebody must know before going on: what happened, what that means, what to do about it, and the
// values for that, to copy.
#pragma once

#include "kit/Sheet.h"
#include "support/Palette.h"

namespace unmta::ui {

struct Message
{
    struct Value
    {
        QString name; // for the object's name, as "dataDir"
        QString what; // "The data directory"
        QString text;

        bool operator==(const Value &) const = default;
    };

    QString name; // of the dialog, as "restoredDialog"
    Tone level = Tone::Accent;
    QString title;
    QStringList paragraphs;
    QList<Value> values;
    QString close;  // the button that only closes; empty: "Close"
    QString action; // the one that does something about it; empty: there is none
};

class MessageDialog final : public Sheet
{
    Q_OBJECT

public:
    explicit MessageDialog(const Message &message, QWidget *parent = nullptr);

Q_SIGNALS:
    void actionRequested(); // then the dialog is accepted
};

} // namespace unmta::ui
