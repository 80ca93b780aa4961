#include "sandbox/RecordDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

RecordDialog::RecordDialog(const std::optional<wire::DnsRecord> &record, QWidget *parent)
    : Sheet(u"recordDialog"_s, record ? tr("Change record") : tr("Add record"), 500, parent)
    , m_name(new QLineEdit)
    , m_type(new QComboBox)
    , m_value(new QLineEdit)
    , m_ttl(new QSpinBox)
    , m_answer(paragraph({}, u"errorSmall"_s))
    , m_save(new QPushButton(record ? tr("Save record") : tr("Add record")))
{
    m_name->setObjectName(u"recordNameEdit"_s);
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(u"track.example.com"_s);
    m_type->setObjectName(u"recordTypeBox"_s);
    m_type->setAccessibleName(tr("Type"));
    m_type->addItems({u"CNAME"_s, u"A"_s, u"AAAA"_s, u"TXT"_s, u"NS"_s});
    m_value->setObjectName(u"recordValueEdit"_s);
    m_value->setAccessibleName(tr("Value"));
    m_ttl->setObjectName(u"recordTtlBox"_s);
    m_ttl->setAccessibleName(tr("TTL in seconds"));
    m_ttl->setRange(0, 604800);
    m_ttl->setSuffix(tr(" s"));
    m_ttl->setValue(60);
    if (record) {
        m_name->setText(record->name);
        m_type->setCurrentText(record->type);
        m_value->setText(record->value);
        m_ttl->setValue(record->ttl);
        m_name->setEnabled(false);
        m_type->setEnabled(false);
    }
    m_answer->setMinimumHeight(m_answer->fontMetrics().lineSpacing());
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelButton"_s);
    m_save->setObjectName(u"saveRecordButton"_s);
    m_save->setProperty("look", u"primary"_s);
    m_save->setDefault(true);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(label(tr("Name")), m_name);
    form->addRow(label(tr("Type")), m_type);
    form->addRow(label(tr("Value")), m_value);
    form->addRow(label(tr("TTL")), m_ttl);
    column()->setSpacing(12);
    column()->addLayout(form);
    column()->addWidget(m_answer);
    addButtons({cancel, m_save});

    const auto enable = [this] {
        m_answer->clear();
        m_save->setEnabled(!entered().name.isEmpty() && !entered().value.isEmpty());
    };
    connect(m_name, &QLineEdit::textChanged, this, enable);
    connect(m_value, &QLineEdit::textChanged, this, enable);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_save->setEnabled(false);
        Q_EMIT submitted(entered());
    });
    enable();
    (record ? m_value : m_name)->setFocus();
}

wire::DnsRecord RecordDialog::entered() const
{
    return {m_name->text().trimmed(), m_type->currentText(), m_value->text().trimmed(), m_ttl->value()};
}

void RecordDialog::refuse(const Error &error)
{
    m_answer->setText(errorText(error));
    m_save->setEnabled(true);
}

} // namespace unmta::ui
