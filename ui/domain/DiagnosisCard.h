// What a check found, in words: the verdict, found and expected, what to do; beneath, on demand, who answered what.
// While a check runs, its steps stand where the result will.
#pragma once

#include "contract/wire/Wire.h"

#include <QFrame>

#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;

namespace unmta::ui {

class Badge;
class ValueField;

class DiagnosisCard final : public QFrame
{
    Q_OBJECT

public:
    explicit DiagnosisCard(QWidget *parent = nullptr);
    void showResult(const wire::Check &check, TimePoint now);
    // Not where the values stand side by side elsewhere on the page.
    void setComparing(bool compares) { m_compares = compares; }
    // `zone` is the customer's zone whose name servers are asked.
    void showRunning(const QString &zone);

private:
    QWidget *makeResult();
    void makeCompare();
    void makeDetails();
    QWidget *makeSteps();
    void fillDetails(const wire::Check &check);
    void setDetailsVisible(bool visible);

    std::optional<wire::Check> m_shown; // to leave the details alone when nothing changed
    QWidget *m_result;
    QWidget *m_steps;
    Badge *m_badge = nullptr;
    QLabel *m_message = nullptr;
    bool m_compares = true;
    QWidget *m_compare = nullptr;
    ValueField *m_found = nullptr;
    QLabel *m_nothingFound = nullptr;
    ValueField *m_expected = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_when = nullptr;
    QPushButton *m_detailsButton = nullptr;
    QWidget *m_details = nullptr;
    QGridLayout *m_answers = nullptr;
    QLabel *m_chain = nullptr;
    QLabel *m_step = nullptr;
};

} // namespace unmta::ui
