// What happened to the domain, newest first.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QGridLayout;
class QPushButton;

namespace unmta::ui {

class Timeline final : public QFrame
{
    Q_OBJECT

public:
    explicit Timeline(QWidget *parent = nullptr);
    // `hasMore`: the engine knows of earlier ones.
    void show(const QList<wire::TimelineEntry> &entries, bool hasMore, TimePoint now);
    // Another domain: back to the newest rows.
    void reset();

Q_SIGNALS:
    void earlierWanted();

private:
    void showEarlier();
    void fill(TimePoint now);

    QGridLayout *m_rows;
    QPushButton *m_earlier;
    QList<wire::TimelineEntry> m_entries;
    bool m_hasMore = false;
    qsizetype m_most;    // rows that are shown
    QStringList m_shown; // to leave the rows alone when nothing changed
    TimePoint m_now;
};

} // namespace unmta::ui
