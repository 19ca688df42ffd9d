using System.Text.RegularExpressions;
using ProblemSolving.Domain;
using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Columns that seem to hold data about a person, from their values or their name. Advice only: nothing is made personal by it.</summary>
internal static partial class PersonalGuess
{
    /// <summary>Names without blanks and signs.</summary>
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "email", "emailaddress", "mail", "customeremail", "이메일", "이메일주소", "메일", "메일주소", "고객이메일", "회원이메일",
        "phone", "phonenumber", "phoneno", "mobile", "mobilephone", "cellphone", "telephone", "tel", "전화", "전화번호", "휴대폰", "휴대폰번호", "휴대전화", "휴대전화번호", "핸드폰", "핸드폰번호", "연락처",
        "name", "fullname", "firstname", "lastname", "customername", "username", "이름", "성명", "성함", "고객명", "고객이름", "회원명", "회원이름", "구매자명", "수령인", "수령인명",
        "address", "homeaddress", "streetaddress", "shippingaddress", "주소", "배송지", "배송주소", "상세주소", "도로명주소",
    };

    /// <summary>What to tell of a column of texts; null when nothing points to a person.</summary>
    /// <param name="cells">The sampled cells of the column.</param>
    public static Finding? Find(PreviewColumn column, IEnumerable<string> cells)
    {
        if (column.Type != ColumnType.Text)
            return null;
        var (filled, mails, phones) = (0, 0, 0);
        foreach (var cell in cells.Select(c => c.Trim()).Where(c => c.Length > 0))
        {
            filled++;
            if (cell.Length > 254)
                continue;
            if (Mail().IsMatch(cell))
                mails++;
            else if (Phone().IsMatch(cell))
                phones++;
        }

        // a product or a channel with such a header is none of a person
        var named = column.Role is ColumnRole.None or ColumnRole.Customer && Names.Contains(RoleGuess.Simplify(column.Name));
        var code = 2 * mails > filled ? "data.personal-mail" : 2 * phones > filled ? "data.personal-phone" : named ? "data.personal-named" : null;
        return code is null ? null : new Finding(code, column.Name, false, column.Name);
    }

    [GeneratedRegex(@"^[^@\s,;<>""]+@[^@\s,;<>""]+\.[^@\s,;<>"".]{2,}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    // a Korean mobile number with or without signs, another Korean number with signs only (without them it may be any id), an international one with its plus
    [GeneratedRegex(@"^(01[016-9][-. ]?[0-9]{3,4}[-. ]?[0-9]{4}|\(?0[2-7][0-9]{0,2}\)?[-. ][0-9]{3,4}[-. ][0-9]{4}|\+[1-9][0-9]{0,2}[-. ]?[0-9() .-]{6,16}[0-9])$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
