import type { bankEn } from './en';

export const bankAr: typeof bankEn = {
  b_title: 'بنك الأسئلة', b_lead: 'ابحث عن الأسئلة واكتبها وأحضرها وحسّنها.', b_new: 'سؤال جديد', b_import: 'استيراد', b_export: 'تصدير', b_back: 'العودة إلى القائمة',
  b_search: 'ابحث في الأسئلة والإجابات', b_filters: 'عوامل التصفية', b_all: 'الكل', b_clear: 'امسح التصفية', b_none: 'لا يوجد سؤال مطابق.', b_more: 'أظهر المزيد', b_found: 'المعروض: {count}', b_total: 'عدد الأسئلة: {count}',
  b_category: 'الفئة', b_status: 'الحالة', b_kind: 'النوع', b_language: 'اللغة', b_difficulty: 'الصعوبة', b_space: 'لمن', b_flag: 'من اللعب', b_tags: 'الوسوم', b_tagsHint: 'تفصل بينها فواصل',
  b_draft: 'مسودة', b_ready: 'جاهز', b_retired: 'مسحوب', b_easy: 'سهل', b_medium: 'متوسط', b_hard: 'صعب', b_unset: 'غير محدد',
  b_single: 'خيار صحيح واحد', b_multiple: 'عدة خيارات صحيحة', b_trueFalse: 'صح أو خطأ', b_typed: 'إجابة مكتوبة', b_number: 'رقم', b_order: 'ترتيب', b_poll: 'استطلاع', b_slide: 'شريحة',
  b_builtIn: 'مرفق', b_shared: 'البنك المشترك', b_own: 'أسئلتك', b_anyFlag: 'أي تنبيه', b_distractor_unused: 'خيار خاطئ لا يختاره أحد', b_best_players_miss: 'أفضل اللاعبين يخطئون فيه',
  b_verified: 'مدقَّق', b_verify: 'ضع علامة مدقَّق', b_unverify: 'اسحب التدقيق', b_verifiedBy: 'دُقِّق في {when}', b_generated: 'كتبه {model}',
  b_select: 'اختر: {text}', b_selected: 'المختار: {count}', b_makeReady: 'اجعله جاهزًا', b_retire: 'اسحب', b_makeDraft: 'أعده مسودة', b_deleteAsk: 'حذف {count} من الأسئلة مع سجلها نهائيًا؟', b_bulkDone: 'تغيّر {count}', b_bulkRefused: 'لم يتغيّر {count}',
  b_text: 'السؤال', b_choices: 'الخيارات', b_choice: 'الخيار {letter}', b_isRight: '{letter} صحيح', b_addChoice: 'أضف خيارًا', b_remove: 'احذف الخيار {letter}', b_removeLine: 'احذف السطر {n}', b_answer: 'الإجابة', b_accepted: 'الإجابات المقبولة', b_acceptedHint: 'تظهر الأولى عند الكشف.',
  b_addAnswer: 'أضف إجابة', b_allowTypos: 'تجاوز عن أخطاء الكتابة الصغيرة', b_numberIs: 'الرقم', b_within: 'صحيح ضمن', b_nearest: 'الأقرب يفوز', b_unit: 'الوحدة', b_items: 'بالترتيب الصحيح', b_addItem: 'أضف عنصرًا', b_explanation: 'الشرح', b_explanationHint: 'يظهر عند الكشف.',
  b_details: 'المصدر والامتحان والوقت', b_seconds: 'ثواني الإجابة', b_secondsHint: 'فارغ: كما في الغرفة', b_points: 'النقاط', b_examType: 'الامتحان', b_subject: 'المادة', b_source: 'المصدر', b_licence: 'الرخصة',
  b_save: 'احفظ', b_saved: 'حُفظت النسخة {version}', b_created: 'حُفظ', b_saveAnyway: 'احفظه مرة أخرى', b_duplicate: 'هذا السؤال موجود في البنك.', b_similar: 'أسئلة قريبة في البنك', b_same: 'نفسه', b_percent: 'تشابه {percent}٪', b_preview: 'معاينة', b_previewHint: 'كما يراه اللاعبون. الصحيح معلَّم هنا فقط.',
  b_readOnly: 'هذا السؤال مرفق مع البرنامج: يمكنك لعبه، ونسخه لتغييره.', b_copy: 'انسخه لتغييره', b_unsaved: 'لم يُحفظ بعد', b_leaveAsk: 'هل تغادر دون حفظ؟',
  b_statistics: 'كيف يُلعب', b_noPlays: 'لم يُلعب بعد. تأتي الأرقام مع الألعاب المنتهية.', b_games: 'الألعاب', b_shownTimes: 'عُرض', b_answeredTimes: 'أُجيب', b_shareRight: 'صحيح', b_median: 'الزمن الوسيط', b_discrimination: 'التمييز', b_discriminationHint: 'من −1 إلى 1: هل يصيب فيه أكثر من يحسن في غيره.',
  b_notEnough: 'لا يكفي بعد', b_picked: 'كم مرة اختير كل منها', b_secondsShort: '{seconds} ث', b_versions: 'النسخ', b_version: 'النسخة {version}', b_restore: 'خذ هذا النص', b_changed: 'تغيّر في {when}',
  b_importTitle: 'استيراد الأسئلة', b_importLead: 'من Moodle أو Kahoot أو Open Trivia DB أو جدول أو نظام آخر. حتى 5 ميغابايت. لا يُفسد صفٌّ سيئ الملف.', b_file: 'الملف', b_noFile: 'لم يُختر ملف', b_orPaste: 'أو الصق نصًا', b_formatUnknown: 'اختر صيغة هذا الملف.',
  b_f_opentdb: 'Open Trivia DB (JSON)', b_f_gift: 'Moodle GIFT', b_f_aiken: 'Aiken', b_f_csv: 'CSV (جدول)', b_f_kahoot: 'Kahoot (xlsx)', b_f_qti: 'QTI 2.1 (XML, zip)', b_f_json: 'صيغتنا JSON',
  b_drawTitle: 'اسحب من بنك الأسئلة', b_drawCount: 'الأسئلة', b_drawFresh: 'لا شيء مما سألته ألعابي السابقة',
  b_defaults: 'حيث لا يقول الملف شيئًا', b_check: 'تحقق أولًا', b_store: 'استورد', b_checked: '{good} صفوف جيدة و{bad} غير جيدة', b_stored: 'حُفظ {count}', b_allRows: 'أظهر الصفوف الجيدة أيضًا', b_line: 'السطر {line}', b_rowOk: 'جيد', b_checking: 'جارٍ العمل…', b_tooLarge: 'الملف أكبر من 5 ميغابايت.',
  e_duplicate: 'هذا السؤال موجود في البنك.', e_invalid_question: 'في السؤال أخطاء.', e_too_few_questions: 'لا توجد أسئلة مطابقة بهذا العدد.', e_file_too_large: 'الملف كبير جدًا بعد فكّه.', e_too_many: 'كثير جدًا دفعة واحدة.',
};
