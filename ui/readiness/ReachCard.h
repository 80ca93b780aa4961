// On the page of an active domain: what is missing until a recipient can reach it, and the way to where it is done.
// Out of sight when nothing is.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QGridLayout;

namespace unmta::ui {

class ReadinessWatch;

class ReachCard final : public QFrame
{
    Q_OBJECT

public:
    explicit ReachCard(ReadinessWatch &watch, QWidget *parent = nullptr);
    void show(const wire::TrackingDomain &domain);

Q_SIGNALS:
    void setupRequested();

private:
    void fill(const QList<wire::ReadinessCheck> &missing);

    ReadinessWatch &m_watch;
    QLabel *m_title;
    QGridLayout *m_rows;
    QList<wire::ReadinessCheck> m_shown;
};

} // namespace unmta::ui
