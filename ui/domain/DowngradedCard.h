// Of a domain that was active and is pending again: since when its links are dead, and what is another in the DNS than
// it was then.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

namespace unmta::ui {

class ValueField;

class DowngradedCard final : public QFrame
{
    Q_OBJECT

public:
    explicit DowngradedCard(QWidget *parent = nullptr);
    // `rightUntil`: when the record was seen to be right for the last time, as far as it is known.
    void show(const wire::TrackingDomain &domain, std::optional<TimePoint> rightUntil, TimePoint now);

private:
    QLabel *m_title;
    QLabel *m_meaning;
    ValueField *m_then;
    QLabel *m_thenWhen;
    ValueField *m_now;
    QLabel *m_nothingNow;
    QLabel *m_nowWhen;
};

} // namespace unmta::ui
