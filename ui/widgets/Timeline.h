// What happened to the domain, newest first.
#pragma once

#include "contract/Wire.h"
#include "support/Words.h"
#include "widgets/Labels.h"

class QGridLayout;

namespace unmta::ui {

class Timeline final : public QFrame
{
    Q_OBJECT

public:
    explicit Timeline(QWidget *parent = nullptr);
    void show(const wire::TrackingDomain &domain, const QList<wire::Check> &checks, TimePoint now);

private:
    struct Entry
    {
        TimePoint at;
        BadgeText badge;
        QString text;
    };
    void fill(const QList<Entry> &entries, TimePoint now);

    QGridLayout *m_rows;
    QStringList m_shown; // to leave the rows alone when nothing changed
};

} // namespace unmta::ui
