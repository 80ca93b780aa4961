// The CNAME record, as one types it at a provider: type, name, value, each with its copy button.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"

class QPushButton;

namespace unmta::ui {

class CopyButton;
class ValueField;
class WholeText;

class RecordTable final : public QFrame
{
    Q_OBJECT

public:
    explicit RecordTable(QWidget *parent = nullptr);
    void show(const wire::Record &record);
    void setHeading(const QString &heading);
    // "Publish the record for me", in the sandbox only.
    void setPublishable(bool publishable);
    void copyValue();

Q_SIGNALS:
    void publishRequested();

private:
    QLabel *m_heading;
    QPushButton *m_publish;
    QLabel *m_type;
    ValueField *m_name;
    WholeText *m_fullName;
    CopyButton *m_copyName;
    ValueField *m_value;
    CopyButton *m_copyValue;
};

} // namespace unmta::ui
